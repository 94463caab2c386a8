import { describe, expect, it } from 'vitest';
import { isOpen, nameAs, pointsOf } from './course';

const point = (at: string, sent: number, failed = 0) => ({ at, sent, delivered: sent, read: 0, failed });
const course = { stepSeconds: 60, points: [point('2026-03-02T10:00:00Z', 5), point('2026-03-02T10:01:00Z', 7, -2)] };

describe('The course of a campaign', () => {
  it('comes from nothing and goes back to it', () => {
    const points = pointsOf(course, false);
    expect(points.map(({ values }) => values.sent)).toEqual([0, 5, 7, 0]);
    expect(points.map(({ at }) => at.slice(11, 16))).toEqual(['09:59', '10:00', '10:01', '10:02']);
  });
  it('does not go back to nothing while its last step is not over', () => {
    const now = Date.parse('2026-03-02T10:01:30Z');
    expect(isOpen(course, { state: 'running' }, now)).toBe(true);
    expect(isOpen(course, { state: 'completed' }, now)).toBe(false);
    expect(isOpen(course, { state: 'running' }, now + 60_000)).toBe(false);
    expect(pointsOf(course, true).map(({ values }) => values.sent)).toEqual([0, 5, 7]);
  });
  it('never falls below the ground, though more are tried again in a minute than failed in it', () => {
    expect(pointsOf(course, true).map(({ values }) => values.failed)).toEqual([0, 0, 0]);
  });
  it('is nothing while nothing has happened', () => {
    expect(pointsOf({ stepSeconds: 60, points: [] }, false)).toEqual([]);
    expect(isOpen({ stepSeconds: 60, points: [] }, { state: 'running' }, 0)).toBe(false);
  });
  it('names hours within a day, both over night, and days where a step is a day', () => {
    const at = (...times: string[]) => times.map((one) => ({ at: new Date(one).toISOString(), values: {} }));
    expect(nameAs(course, at('2026-03-02T10:00:00', '2026-03-02T12:00:00'))).toBe('time');
    expect(nameAs(course, at('2026-03-02T10:00:00', '2026-03-03T12:00:00'))).toBe('dayTime');
    expect(nameAs({ ...course, stepSeconds: 86_400 }, at('2026-03-02T10:00:00'))).toBe('day');
  });
});
