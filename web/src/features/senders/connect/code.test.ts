import { expect, it } from 'vitest';
import { inHalves } from './code';

it('a pairing code has one hyphen, whether its driver gives it with one or without', () => {
  expect(inHalves('KMEP-R3QZ')).toBe('KMEP-R3QZ');
  expect(inHalves('KMEPR3QZ')).toBe('KMEP-R3QZ');
});
