import { expect, it } from 'vitest';
import { format } from './format';

it('sizes are multiples of 1024, as limits are set and the docs say them', () => {
  expect([16, 64, 100].map((size) => format.bytes(size * 1024 * 1024))).toEqual(['16 MB', '64 MB', '100 MB']);
  expect([0, 1023, 1024, 1_572_864, 2 ** 31].map(format.bytes)).toEqual(['0 byte', '1,023 byte', '1 kB', '1.5 MB', '2 GB']);
});
