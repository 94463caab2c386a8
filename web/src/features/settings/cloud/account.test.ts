import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changes, subscribeCommand, wanted, webhookFields } from './account';

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
    expect(wanted(t).businessAccountId('12')).toBe('cloud.idWanted');
    expect(wanted(t).businessAccountId(' 102938 ')).toBeNull();
  });
  it('is set up as the docs say: the same fields, the same last call', () => {
    const docs = readFileSync('../docs/operate/whatsapp.md', 'utf8');
    const step = docs.slice(docs.indexOf('**The webhook.**'), docs.indexOf('**The sender.**'));
    expect([...step.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map(([, name]) => name).filter((name) => name !== 'lastWebhookAt')).toEqual(
      webhookFields,
    );
    expect(step).toContain(subscribeCommand({ businessAccountId: 'ACCOUNT_ID', apiVersion: 'v23.0' }));
  });
});
