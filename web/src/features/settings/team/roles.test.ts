import { describe, expect, it } from 'vitest';
import { mayManage, obstacle } from './roles';

describe('Who may give and take which role', () => {
  it('lets an owner deal with everybody', () => {
    expect((['owner', 'admin', 'vendor'] as const).map((target) => mayManage('owner', target))).toEqual([true, true, true]);
  });
  it('keeps owners out of an admin’s reach', () => {
    expect((['owner', 'admin', 'vendor'] as const).map((target) => mayManage('admin', target))).toEqual([false, true, true]);
  });
  it('gives a vendor no say', () => {
    expect(mayManage('vendor', 'vendor')).toBe(false);
  });
  it('never takes the last owner away', () => {
    expect(obstacle('owner', 'owner', 1)).toBe('lastOwner');
    expect(obstacle('owner', 'owner', 2)).toBeUndefined();
    expect(obstacle('admin', 'owner', 1)).toBe('onlyOwners');
    expect(obstacle('owner', 'admin', 1)).toBeUndefined();
  });
});
