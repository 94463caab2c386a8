import { describe, expect, it } from 'vitest';
import { withoutReceipt } from './receipts';

const telling = { name: 'simulator', capabilities: { receipts: true } };
const silent = { name: 'pigeon', capabilities: { receipts: false } };
const of = (sent: number, delivered: number) => ({ simulator: { sent, delivered } });

describe('Messages without a receipt', () => {
  it('want a person from ten on, where they are more than one in twenty', () => {
    expect(withoutReceipt(of(1200, 1100), of(1200, 1100), [telling])).toEqual({ sent: 1200, missing: 100 });
    expect(withoutReceipt(of(20, 11), of(20, 11), [telling])).toBeUndefined();
    expect(withoutReceipt(of(20, 10), of(20, 10), [telling])).toEqual({ sent: 20, missing: 10 });
    expect(withoutReceipt(of(2000, 1900), of(2000, 1900), [telling])).toBeUndefined();
  });
  it('are not those whose receipt came after the full hour', () => {
    expect(withoutReceipt(of(1000, 0), of(1000, 1000), [telling])).toBeUndefined();
  });
  it('are not those that were sent in the hour that runs', () => {
    expect(withoutReceipt(of(1000, 1000), of(1500, 1000), [telling])).toBeUndefined();
  });
  it('are none where the driver tells no receipts, or is not there any more', () => {
    const both = { ...of(100, 100), pigeon: { sent: 500, delivered: 0 } };
    expect(withoutReceipt(both, both, [telling, silent])).toBeUndefined();
    expect(withoutReceipt(of(100, 0), of(100, 0), [])).toBeUndefined();
  });
  it('are not outweighed by receipts that another driver has too many of', () => {
    const mixed = { simulator: { sent: 100, delivered: 50 }, cloud: { sent: 100, delivered: 190 } };
    expect(withoutReceipt(mixed, mixed, [telling, { ...telling, name: 'cloud' }])).toEqual({ sent: 200, missing: 50 });
  });
});
