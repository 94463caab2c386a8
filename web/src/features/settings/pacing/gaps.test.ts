import { describe, expect, it } from 'vitest';
import { type Pacing, perMinute } from '../../../lib/pacing';
import { changeOf, gapsOf, installOf, wrongIn } from './gaps';

const human = { minMs: 4000, maxMs: 8000, pauseEvery: 10, pauseMinMs: 20_000, pauseMaxMs: 40_000 };
const every = (ms: number) => ({ minMs: ms, maxMs: ms });
const pacing: Pacing = {
  defaultProfile: 'balanced',
  profiles: [
    { profile: 'fast', gap: { minMs: 1500, maxMs: 2500 }, install: every(2000), own: true },
    { profile: 'balanced', gap: every(5000), install: every(5000), own: false },
    { profile: 'safe', gap: every(10_000), install: every(10_000), own: false },
    { profile: 'human', gap: human, install: human, own: false },
    { profile: 'none', gap: every(0), install: every(0), own: false },
  ],
};

describe('The gaps of the profiles in a form', () => {
  it('come back as they were: numbers where the business has its own, null where it has the install’s', () => {
    expect(changeOf(gapsOf(pacing), pacing)).toEqual({
      defaultProfile: 'balanced',
      fast: { minMs: 1500, maxMs: 2500 },
      balanced: null,
      safe: null,
      human: null,
    });
  });
  it('are the install’s again when they are set back', () => {
    expect(changeOf({ ...gapsOf(pacing), fast: installOf(pacing, 'fast') }, pacing).fast).toBeNull();
  });
  it('have pauses only where they are switched on', () => {
    const gaps = gapsOf(pacing);
    expect(changeOf({ ...gaps, human: { ...gaps.human, pauses: false } }, pacing).human).toEqual({ minMs: 4000, maxMs: 8000 });
    expect(changeOf({ ...gaps, safe: { ...gaps.safe, pauses: true } }, pacing).safe).toEqual({
      ...every(10_000),
      pauseEvery: 10,
      pauseMinMs: 20_000,
      pauseMaxMs: 40_000,
    });
  });
  it('are told what is wrong with them before they are sent', () => {
    const { human: gap } = gapsOf(pacing);
    expect(wrongIn(gap)).toEqual({});
    expect(wrongIn({ ...gap, min: '', pauseMax: 1 })).toEqual({ min: 'wanted', pauseMax: 'maxBelowMin' });
    expect(wrongIn({ ...gap, min: 0.05, max: 0.01 })).toEqual({ min: 'tooShort', max: 'maxBelowMin' });
    expect(wrongIn({ ...gap, pauses: false, every: '' })).toEqual({});
  });
});

describe('Messages per minute', () => {
  it('have the pauses in them', () => {
    expect(perMinute(every(5000))).toBe(12);
    expect(perMinute(human)).toBeCloseTo(6.67, 2);
    expect(perMinute(every(0))).toBeUndefined();
  });
});
