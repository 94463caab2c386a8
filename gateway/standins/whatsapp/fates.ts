import { createHash } from 'node:crypto';

/** The same seed gives the n-th event of a phone the same fate again, whatever else goes on. */
export function fate(seed: number, phone: string, nth: number, of: string): number {
  return createHash('sha256').update(`${seed}|${phone}|${nth}|${of}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** The hidden identity of a number; 15 digits, the same in every world. */
export function lidOf(number: string): string {
  const digest = createHash('sha256').update(`lid|${number}`).digest();
  return (100_000_000_000_000n + (digest.readBigUInt64BE(0) % 800_000_000_000_000n)).toString();
}
