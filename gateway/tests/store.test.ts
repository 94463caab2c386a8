import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Vault } from '../src/engines/baileys/vault.ts';
import { seal, unseal } from '../src/export.ts';
import { SessionSecrets } from '../src/secrets.ts';
import { HeldElsewhere, Store } from '../src/store.ts';
import { type Database, database } from './support/postgres.ts';

let db: Database;
let store: Store;
const holder = randomUUID();
const key = randomBytes(32);
let session: string;

beforeAll(async () => {
  db = await database();
  store = await Store.open(db.url, 'baileys', holder);
});
afterAll(async () => {
  await store?.close();
  await db?.remove();
});
beforeEach(async () => {
  session = randomUUID();
  await store.claim(session, 1);
});

const vault = () => new Vault(store, key, session);
async function rows(sql: string, ...values: unknown[]) {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const result = await client.query(sql, values);
  await client.end();
  return result.rows;
}

describe('secrets', () => {
  it('are opened under their own session and name only', () => {
    const secrets = new SessionSecrets(key, 'one');
    const sealed = secrets.seal('session 5.0', Buffer.from('ratchet'));
    expect(secrets.open('session 5.0', sealed).toString()).toBe('ratchet');
    expect(() => secrets.open('session 6.0', sealed)).toThrow();
    expect(() => new SessionSecrets(key, 'two').open('session 5.0', sealed)).toThrow();
    expect(() => new SessionSecrets(randomBytes(32), 'one').open('session 5.0', sealed)).toThrow();
    sealed[sealed.length - 1] = (sealed[sealed.length - 1] as number) ^ 1;
    expect(() => secrets.open('session 5.0', sealed)).toThrow();
  });
});

describe('the store', () => {
  it('gives back what was written, and nothing that was deleted', async () => {
    await vault().set({ session: { 'a.0': Buffer.from('one'), 'b.0': Buffer.from('two') }, 'lid-mapping': { '5511': '99' } });
    const other = vault();
    expect(await other.get('session', ['a.0', 'b.0', 'c.0'])).toEqual({ 'a.0': Buffer.from('one'), 'b.0': Buffer.from('two') });
    await other.set({ session: { 'a.0': null } });
    expect(await other.get('session', ['a.0'])).toEqual({});
    expect(await vault().get('session', ['a.0'])).toEqual({});
    expect(await vault().get('lid-mapping', ['5511'])).toEqual({ '5511': '99' });
  });

  it('holds no secret that can be read', async () => {
    const secret = randomBytes(16).toString('hex');
    await vault().set({ 'lid-mapping': { name: secret } });
    await vault().keep([{ origin: 'sent', id: 'A', chat: secret, message: Buffer.from(secret) }], false);
    const stored = await rows(
      'SELECT value FROM gateway.keys WHERE session = $1 UNION ALL SELECT value FROM gateway.messages WHERE session = $1',
      session,
    );
    expect(stored).toHaveLength(2);
    for (const { value } of stored) expect(value.includes(Buffer.from(secret))).toBe(false);
  });

  it('commits the writes of one call together, and the last of many counts', async () => {
    const one = vault();
    await Promise.all(
      Array.from({ length: 200 }, (_, n) => one.set({ session: { 'a.0': Buffer.from(String(n)), [`n${n}.0`]: Buffer.from('x') } })),
    );
    expect(await vault().get('session', ['a.0'])).toEqual({ 'a.0': Buffer.from('199') });
    const [{ count }] = await rows('SELECT count(*)::int AS count FROM gateway.keys WHERE session = $1', session);
    expect(count).toBe(201);
  });

  it('takes the 800 one-time keys of a pairing in one write', async () => {
    const keys = Object.fromEntries(
      Array.from({ length: 812 }, (_, n) => [String(n + 1), { public: randomBytes(32), private: randomBytes(32) }]),
    );
    const before = performance.now();
    await vault().set({ 'pre-key': keys });
    expect(performance.now() - before).toBeLessThan(3000);
    expect(Object.keys(await vault().get('pre-key', ['1', '400', '812']))).toHaveLength(3);
  });

  it('is not read again for what is known, and never keeps what a write overtook', async () => {
    const one = vault();
    await one.set({ session: { 'a.0': Buffer.from('one') } });
    await rows('DELETE FROM gateway.keys WHERE session = $1', session);
    expect(await one.get('session', ['a.0'])).toEqual({ 'a.0': Buffer.from('one') });
    const two = vault();
    const [, read] = await Promise.all([two.set({ session: { 'a.0': Buffer.from('two') } }), two.get('session', ['a.0'])]);
    expect(['two', undefined]).toContain(read['a.0']?.toString());
    expect((await two.get('session', ['a.0']))['a.0']?.toString()).toBe('two');
  });

  it('lets nobody write who lost the session to a newer fence', async () => {
    const other = await Store.open(db.url, 'baileys', randomUUID());
    expect(await other.claim(session, 2)).toBe(true);
    expect(await store.claim(session, 1)).toBe(false);
    await expect(vault().set({ session: { 'a.0': Buffer.from('late') } })).rejects.toBeInstanceOf(HeldElsewhere);
    // The one that lost it does not spoil what others write in the same moment.
    const mine = randomUUID();
    await store.claim(mine, 1);
    const results = await Promise.allSettled([
      vault().set({ session: { 'a.0': Buffer.from('late') } }),
      new Vault(store, key, mine).set({ session: { 'a.0': Buffer.from('mine') } }),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(await other.claim(session, 2)).toBe(true);
    await other.close();
  });

  it('keeps the sessions of two engines apart', async () => {
    const other = await Store.open(db.url, 'webjs', randomUUID());
    expect(await other.claim(session, 1)).toBe(true);
    await vault().set({ session: { 'a.0': Buffer.from('mine') } });
    expect(await other.keys(session, 'session', ['a.0'])).toEqual(new Map());
    await other.close();
  });

  it('begins a login anew when its pairing never ended', async () => {
    const creds = await vault().creds();
    await vault().saveCreds({ ...creds, me: { id: '5511987654321@s.whatsapp.net', name: '~' }, pairingCode: 'ABCD1234' });
    const again = await vault().creds();
    expect(again.me).toBeUndefined();
    expect(again.pairingCode).toBeUndefined();
    await vault().saveCreds({ ...again, me: { id: '5511987654321:7@s.whatsapp.net' }, account: { details: Buffer.from('x') } });
    expect((await vault().creds()).noiseKey).toEqual(again.noiseKey);
    await vault().clear();
    expect((await vault().creds()).me).toBeUndefined();
  });

  it('remembers messages, tells what was not told, and does not unsettle what was', async () => {
    const one = vault();
    const kept = { origin: 'heard' as const, id: 'M1', chat: 'x', message: Buffer.from('m'), attrs: { t: '1' }, digest: 'd' };
    await one.keep([kept, { ...kept, id: 'M2' }], false);
    expect((await one.untold()).map((message) => message.id)).toEqual(['M1', 'M2']);
    await one.settle('heard', 'M1');
    await one.keep([kept], false);
    expect((await one.untold()).map((message) => message.id)).toEqual(['M2']);
    expect(await one.recall(['sent', 'heard'], 'M1')).toMatchObject({ ...kept, settled: true });
    expect(await one.recall(['sent'], 'M1')).toBeNull();
    await rows("UPDATE gateway.messages SET at = now() - interval '20 days'");
    await store.forget(14);
    expect(await one.recall(['heard'], 'M1')).toBeNull();
    expect((await one.untold()).map((message) => message.id)).toEqual(['M2']);
  });

  it('carries a login to another session and another key', async () => {
    const one = vault();
    const creds = await one.creds();
    await one.saveCreds({ ...creds, me: { id: '5511987654321:7@s.whatsapp.net' }, account: { details: Buffer.from('x') } });
    await one.set({ session: { 'a.0': Buffer.from('ratchet') } });
    const file = await seal((await one.export()) as Buffer, 'baileys', 'a long passphrase');
    await expect(unseal(file, 'baileys', 'another passphrase')).rejects.toMatchObject({ slug: 'passphrase-wrong' });
    await expect(unseal(file, 'webjs', 'a long passphrase')).rejects.toMatchObject({ slug: 'other-engine' });
    await expect(unseal(Buffer.from('a picture'), 'baileys', 'a long passphrase')).rejects.toMatchObject({ slug: 'file-unreadable' });
    for (const at of [13, 40, 60, file.length - 40, file.length - 1]) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] as number) ^ 1;
      await expect(unseal(damaged, 'baileys', 'a long passphrase')).rejects.toMatchObject({ slug: 'file-damaged' });
    }
    for (const length of [12, 13, 20, 80, file.length - 1])
      await expect(unseal(file.subarray(0, length), 'baileys', 'a long passphrase')).rejects.toMatchObject({ slug: 'file-damaged' });
    const to = randomUUID();
    await store.claim(to, 1);
    const two = new Vault(store, randomBytes(32), to);
    await two.import(await unseal(file, 'baileys', 'a long passphrase'));
    expect((await two.creds()).me?.id).toBe('5511987654321:7@s.whatsapp.net');
    expect(await two.get('session', ['a.0'])).toEqual({ 'a.0': Buffer.from('ratchet') });
  });
});
