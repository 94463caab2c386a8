import { describe, expect, it } from 'vitest';
import { peopleOf } from './limit';

describe("A number's messaging limit", () => {
  it("is read out of WhatsApp's word for it", () => {
    expect(['tier_50', 'TIER_250', 'tier_2k', 'tier_100k'].map(peopleOf)).toEqual([50, 250, 2000, 100_000]);
    expect(peopleOf('tier_unlimited')).toBe(Number.POSITIVE_INFINITY);
  });
  it('is not guessed where the word is another one', () => {
    expect(peopleOf('tier_not_set')).toBeUndefined();
  });
});
