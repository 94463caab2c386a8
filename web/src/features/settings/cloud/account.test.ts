import { describe, expect, it } from 'vitest';
import { changes, wanted } from './account';

const values = { name: 'Shop', businessAccountId: '1029', accessToken: '', appSecret: '', apiVersion: 'v23.0' };

describe('A business account', () => {
  it('is changed only in what was written anew, and its secrets stay where their fields are empty', () => {
    expect(changes({ name: 'Shop', apiVersion: 'v23.0' }, values)).toEqual({});
    expect(changes({ name: 'Shop', apiVersion: 'v23.0' }, { ...values, name: ' Store ', accessToken: ' EAAG \n' })).toEqual({
      name: 'Store',
      accessToken: 'EAAG',
    });
  });
  it('wants its secrets when it is new and not when it is changed', () => {
    const t = ((key: string) => key) as never;
    expect(wanted(t).accessToken('')).toBe('cloud.wanted');
    expect(wanted(t, true).accessToken('')).toBeNull();
    expect(wanted(t).businessAccountId('Shop')).toBe('cloud.idWanted');
    expect(wanted(t).businessAccountId(' 102938 ')).toBeNull();
  });
});
