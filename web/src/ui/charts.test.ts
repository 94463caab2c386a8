import { describe, expect, it } from 'vitest';
import { spread } from './ChartFrame';
import { roundUp } from './Curves';

describe('A picture over time', () => {
  it('names its first and its last moment, and some between that are spread evenly', () => {
    expect(spread(9, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(spread(24, 3)).toEqual([0, 12, 23]);
    expect(spread(3, 5)).toEqual([0, 1, 2]);
    expect(spread(2, 5)).toEqual([]);
  });
  it('is as high as a number that is read at a glance, and its half is a whole one', () => {
    expect([1, 2, 3, 7, 10, 11, 97, 101, 347, 999, 12_345].map(roundUp)).toEqual([1, 2, 4, 8, 10, 12, 98, 120, 360, 1000, 14_000]);
  });
});
