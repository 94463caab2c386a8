import { describe, expect, it } from 'vitest';
import { shareOf } from './figures';

const total = { sent: 80, delivered: 60, read: 20, failed: 20, suppressed: 5, received: 7, failedAttempts: 0 };

describe('A share of the activity', () => {
  it('is of what was sent for what was delivered and read', () => {
    expect(shareOf('delivered', total)).toBe(0.75);
    expect(shareOf('read', total)).toBe(0.25);
  });
  it('is of what was tried for what failed', () => {
    expect(shareOf('failed', total)).toBe(0.2);
  });
  it('is nothing for what is no part of anything, and where nothing happened', () => {
    expect(shareOf('sent', total)).toBeUndefined();
    expect(shareOf('received', total)).toBeUndefined();
    expect(shareOf('read', { ...total, sent: 0 })).toBeUndefined();
  });
  it('is never above all, though what was sent yesterday is read today', () => {
    expect(shareOf('read', { ...total, read: 200 })).toBe(1);
  });
});
