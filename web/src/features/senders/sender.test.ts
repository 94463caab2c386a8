import { describe, expect, test } from 'vitest';
import { blank, requestOf, valuesOf } from './form';
import { points } from './points';
import { quotaWindows } from './quota';
import { fromLocal, restChoices, toLocal } from './rest';
import { type Sender, stateOf } from './sender';

const session = { driver: 'simulator', state: 'connected', hasLogin: true } as const;
const sender = {
  id: '1',
  name: 'Shop',
  phoneNumber: '+5511987654321',
  driver: 'simulator',
  status: 'connected',
  wanted: true,
  paused: false,
  quotaPerMinute: 20,
  quotaPerHour: 500,
  quotaPerDay: 5000,
  quotaToday: 40,
  pacing: { profile: 'balanced' },
  typing: false,
  health: 100,
  sessions: [session],
  createdAt: '2026-01-01T00:00:00Z',
} as Sender;
const figures = (sent: number, failed = 0) => ({ sent, delivered: 0, read: 0, failed, uptimeSeconds: 0, failedAttempts: 0 });

describe('a sender in one word', () => {
  test('a connected sender that rests is resting until the time has come', () => {
    const resting = { ...sender, restUntil: '2026-05-01T10:00:00Z' };
    expect(stateOf(resting, Date.parse('2026-05-01T09:00:00Z'))).toBe('resting');
    expect(stateOf(resting, Date.parse('2026-05-01T10:00:01Z'))).toBe('connected');
  });
  test('a wanted sender whose session comes up is starting, not disconnected', () => {
    expect(stateOf({ ...sender, status: 'disconnected', sessions: [{ ...session, state: 'booting' }] })).toBe('booting');
  });
});

describe('the form', () => {
  test('what it reads from a sender it writes back unchanged', () => {
    const own = {
      ...sender,
      pacing: { minMs: 1500, maxMs: 4000, pauseEvery: 10, pauseMinMs: 1, pauseMaxMs: 2 },
      warmUp: { start: 5, factor: 2, since: '2026-01-01' },
    } as Sender;
    const request = requestOf(valuesOf(own), own);
    expect(request.pacing).toEqual(own.pacing);
    expect(request.warmUp).toEqual(own.warmUp);
    expect(request.quotaPerDay).toBe(5000);
  });
  test('a new sender without warm-up and fallback says so with null', () => {
    const request = requestOf({ ...blank('simulator'), name: ' Shop ', phoneNumber: '11 98765-4321' });
    expect(request).toMatchObject({ name: 'Shop', fallbackDriver: null, warmUp: null, pacing: 'balanced' });
  });
});

describe('figures over time', () => {
  test('hours in which nothing happened stand as zero, and drivers are added up', () => {
    const hour = { at: '2026-05-01T02:00:00Z', figures: figures(3, 1) };
    const filled = points(
      [
        { ...hour, driver: 'cloud' },
        { ...hour, driver: 'baileys' },
      ],
      '2026-05-01T00:00:00Z',
      '2026-05-01T03:30:00Z',
      'hour',
    );
    expect(filled.map((point) => point.values.sent)).toEqual([0, 0, 6, 0]);
    expect(filled[2]?.values.failed).toBe(2);
  });
  test('days begin at the midnight of the business, and the first is there in part', () => {
    const filled = points(
      [{ at: '2026-05-02T03:00:00Z', driver: 'cloud', figures: figures(7) }],
      '2026-05-01T12:00:00Z',
      '2026-05-03T12:00:00Z',
      'day',
    );
    expect(filled.map((point) => [point.at, point.values.sent])).toEqual([
      ['2026-05-01T03:00:00.000Z', 0],
      ['2026-05-02T03:00:00.000Z', 7],
      ['2026-05-03T03:00:00.000Z', 0],
    ]);
  });
  test("the quotas show what their running windows hold, and today is the warm-up's quota", () => {
    const quotaUsed = {
      minute: { used: 0 },
      hour: { used: 4, endsAt: '2026-05-02T03:10:00Z' },
      day: { used: 13, endsAt: '2026-05-03T02:10:00Z' },
    };
    expect(quotaWindows({ ...sender, quotaUsed })).toEqual([
      { key: 'minute', limit: 20, used: 0 },
      { key: 'hour', limit: 500, used: 4, endsAt: '2026-05-02T03:10:00Z' },
      { key: 'day', limit: 40, used: 13, endsAt: '2026-05-03T02:10:00Z' },
    ]);
  });
});

describe('a rest', () => {
  test('every choice lies ahead, Monday on a Monday is the next one', () => {
    const monday = new Date(2026, 4, 4, 7, 0);
    const choices = restChoices(monday);
    for (const choice of choices) expect(choice.at.getTime()).toBeGreaterThan(monday.getTime());
    expect(choices.find((choice) => choice.key === 'monday')?.at.getDate()).toBe(11);
  });
  test('a local time is read as it was written', () => {
    const at = new Date(2026, 0, 2, 3, 4);
    expect(fromLocal(toLocal(at))?.getTime()).toBe(at.getTime());
    expect(fromLocal('')).toBeNull();
  });
});
