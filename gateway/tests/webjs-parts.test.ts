import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { argumentsFor, endLeftovers, endOrphans, findChromium, memoryOf, removeLocks } from '../src/engines/webjs/chromium.ts';
import { heard, type PageMessage } from '../src/engines/webjs/hear.ts';
import { addressOf, isPerson, lidOf, numberOf, textOf } from '../src/engines/webjs/people.ts';
import { Profile } from '../src/engines/webjs/profile.ts';
import { argumentsOf, readWebJsSettings } from '../src/engines/webjs/settings.ts';
import { closingOf } from '../src/engines/webjs/states.ts';
import { Vault } from '../src/engines/webjs/vault.ts';
import { Store } from '../src/store.ts';
import { Listening, RunningGateway, temporaryFolder } from './support/gateway.ts';
import { type Database, database } from './support/postgres.ts';
import { program } from './support/program.ts';

const env = {
  GATEWAY_DIR: '/tmp/x',
  GATEWAY_SECRET: 'x'.repeat(16),
  GATEWAY_KEY: randomBytes(32).toString('base64'),
  GATEWAY_DATABASE_URL: 'x',
};
const settings = (more: Record<string, string> = {}) =>
  readWebJsSettings({ ...env, ENGINE: 'webjs', ...more }, readConfig({ ...env, ENGINE: 'webjs', ...more }));

describe('the settings', () => {
  it('take the browser’s arguments as a JSON array, or as words that quotes hold together', () => {
    expect(argumentsOf('["--a=b c", "--d"]')).toEqual(['--a=b c', '--d']);
    expect(argumentsOf(' --a --b="one two"  \'--c d\' --e="" ')).toEqual(['--a', '--b=one two', '--c d', '--e=']);
    expect(argumentsOf('--host-resolver-rules="MAP web.whatsapp.com 127.0.0.1:1,MAP * ~NOTFOUND"')).toHaveLength(1);
    expect(argumentsOf('')).toEqual([]);
    expect(() => argumentsOf('[1]')).toThrow('WEBJS_CHROMIUM_ARGS');
    expect(() => argumentsOf('--a="b')).toThrow('a quote that does not end');
  });

  it('put the operator’s arguments last, where they win', () => {
    const args = argumentsFor(settings({ WEBJS_CHROMIUM_ARGS: '--disk-cache-size=1', WEBJS_HEAP_MAX_MB: '512' }));
    expect(args.at(-1)).toBe('--disk-cache-size=1');
    expect(args).toContain('--js-flags=--max-old-space-size=512');
    expect(args.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });

  it('give a browser more time to connect than a socket', () => {
    expect([readConfig({ ...env, ENGINE: 'webjs' }).listen, readConfig(env).listen]).toEqual([
      { host: '127.0.0.1', port: 3001 },
      { host: '127.0.0.1', port: 3002 },
    ]);
    expect(readConfig({ ...env, ENGINE: 'webjs' }).connectMs).toBeGreaterThan(readConfig(env).connectMs);
  });
});

describe('states of the page', () => {
  it('end a session for good, for now, or not at all', () => {
    expect(closingOf('CONFLICT', true)).toMatchObject({ kind: 'lost', reason: 'sender-replaced' });
    expect(closingOf('LOGOUT', true)).toMatchObject({ kind: 'logged-out' });
    for (const state of ['UNPAIRED', 'UNPAIRED_IDLE'])
      expect(closingOf(state, true)).toMatchObject({ kind: 'lost', reason: 'connection-lost' });
    expect(closingOf('UNPAIRED', false)).toBeNull();
    expect(closingOf('UNPAIRED_IDLE', false)).toEqual({ kind: 'qr-ended' });
    for (const state of ['TOS_BLOCK', 'SMB_TOS_BLOCK']) expect(closingOf(state, false)).toMatchObject({ kind: 'banned' });
    expect(closingOf('DEPRECATED_VERSION', false)).toMatchObject({ kind: 'lost', reason: 'start-failed' });
    for (const state of ['OPENING', 'PAIRING', 'TIMEOUT', 'CONNECTED']) expect(closingOf(state, true)).toBeNull();
  });
});

describe('addresses', () => {
  it('are numbers or hidden identities of people, and nothing else', () => {
    expect(addressOf('+5511987654321')).toBe('5511987654321@c.us');
    expect(addressOf('123456789012345@lid')).toBe('123456789012345@lid');
    expect(numberOf('5511987654321@c.us')).toBe('+5511987654321');
    expect(numberOf('123@lid')).toBeUndefined();
    expect(lidOf('123:4@lid')).toBe('123@lid');
    for (const crowd of ['1203@g.us', 'status@broadcast', '1@newsletter', '', undefined]) expect(isPerson(crowd)).toBe(false);
    expect(textOf({ _serialized: '1@c.us' })).toBe('1@c.us');
  });
});

describe('what is heard', () => {
  const of = (fields: Partial<PageMessage>) =>
    heard({ id: { fromMe: false, remote: '1@c.us', id: 'X', _serialized: 'false_1@c.us_X' }, type: 'chat', ...fields });

  it('says each kind in the words of the wire', () => {
    expect(of({ body: 'Hi', quotedStanzaID: 'Q', mentionedJidList: [{ _serialized: '5511987654321@c.us' }] })).toEqual({
      content: { kind: 'text', text: 'Hi', mentions: ['+5511987654321'] },
      replyTo: 'Q',
    });
    expect(of({ type: 'ptt', mimetype: 'audio/ogg', size: 9 })?.content).toEqual({ kind: 'voice', media: { type: 'audio/ogg', bytes: 9 } });
    expect(of({ type: 'ptv', mimetype: 'video/mp4', size: 9 })?.content).toEqual({ kind: 'video', media: { type: 'video/mp4', bytes: 9 } });
    expect(of({ type: 'document', mimetype: 'application/pdf', size: 9, filename: 'a.pdf', caption: 'A' })?.content).toEqual({
      kind: 'document',
      text: 'A',
      media: { type: 'application/pdf', bytes: 9, fileName: 'a.pdf' },
    });
    expect(of({ type: 'location', lat: 1, lng: 2, loc: 'Sé\nSão Paulo' })?.content.location).toEqual({
      latitude: 1,
      longitude: 2,
      name: 'Sé',
      address: 'São Paulo',
    });
    expect(
      of({ type: 'vcard', vcardFormattedName: 'Ana', body: 'FN:Ana\nTEL;waid=5511987654321:+55 11 98765-4321' })?.content.contact,
    ).toEqual({
      name: 'Ana',
      phones: ['+5511987654321'],
    });
    const cards = [
      { displayName: 'Rui', vcard: 'TEL;waid=5511987654322:+55 11 98765-4322\nORG:Padaria;' },
      { displayName: 'Eva', vcard: 'TEL:123\nTEL:456' },
      { displayName: 'Ivo', vcard: '' },
    ];
    expect(of({ type: 'multi_vcard', vcardList: cards })?.content).toEqual({
      kind: 'contact',
      contact: { name: 'Rui', phones: ['+5511987654322'], organization: 'Padaria' },
      text: 'Eva 123 456\nIvo',
    });
    expect(of({ type: 'poll_creation', pollName: 'Day?', pollOptions: [{ name: 'Monday' }] })?.content).toEqual({
      kind: 'poll',
      text: 'Day?',
      pollOptions: ['Monday'],
    });
    expect(of({ type: 'list_response', listResponse: { title: 'Two' } })?.content).toEqual({ kind: 'text', text: 'Two' });
  });

  it('is nothing for notices, calls, and what could not be decrypted', () => {
    const types = ['e2e_notification', 'call_log', 'ciphertext', 'revoked', 'protocol', 'gp2', 'notification_template', 'poll_update'];
    for (const type of [...types, 'reaction', 'album', 'message_history_notice']) expect(of({ type, body: 'x' })).toBeNull();
    expect(of({ body: '' })).toBeNull();
  });

  it.each([
    [{ type: 'groups_v4_invite', body: '/9j/4AAQ', inviteGrpName: 'Football', comment: 'Come along' }, 'Football\nCome along'],
    [{ type: 'product', body: '/9j/4AAQ', title: 'Bread', description: 'Still warm' }, 'Bread\nStill warm'],
    [{ type: 'order', body: '/9j/4AAQ', orderTitle: 'Two loaves', message: 'For eight' }, 'Two loaves\nFor eight'],
    [{ type: 'list', body: 'What?', list: { title: 'Menu', description: 'What?', footerText: 'Say' } }, 'Menu\nWhat?\nSay'],
    [{ type: 'interactive', body: 'SAIR', interactiveHeader: { title: '' } }, 'SAIR'],
    [{ type: 'event_creation', eventName: 'Party', eventDescription: 'At ours' }, 'Party\nAt ours'],
    [{ type: 'list_response', listResponse: { description: 'The second' } }, 'The second'],
  ] as [Partial<PageMessage>, string][])('is the words of %j', (message, text) => {
    expect(of({ ...message, quotedStanzaID: 'Q' })).toEqual({ content: { kind: 'text', text }, replyTo: 'Q' });
  });

  it('is told with the page’s name where it has no words and no kind', () => {
    for (const type of ['product', 'order', 'groups_v4_invite', 'payment', 'unknown', 'sticker-pack', 'of_tomorrow'])
      expect(of({ type, body: '/9j/4AAQ' })).toEqual({ content: { kind: 'unsupported', text: type } });
    expect(of({ type: 'multi_vcard', vcardList: [] })?.content).toEqual({ kind: 'unsupported', text: 'multi_vcard' });
    expect(of({ type: 'x'.repeat(50) })?.content.text).toHaveLength(40);
  });
});

describe('browsers', () => {
  it('that are missing, or are none, are not found', async () => {
    expect(await findChromium('/nowhere/chromium')).toBeNull();
    expect(await findChromium('/bin/true')).toBeNull();
  });

  it('that were left in a profile are ended, and others are not', async () => {
    const folder = await temporaryFolder();
    const begin = (profile: string) => spawn('sleep', ['60'], { argv0: `sleep --user-data-dir=${profile}`, stdio: 'ignore' });
    const [left, other] = [begin(join(folder.path, 'a')), begin(`${folder.path}-other`)];
    const gone = new Promise((resolve) => left.once('exit', (_, signal) => resolve(signal)));
    await expect.poll(() => readFile(`/proc/${left.pid}/cmdline`, 'utf8')).toContain(folder.path);
    expect(await memoryOf(left.pid as number)).toBeGreaterThan(0);
    // Ours is the parent, and lives.
    await endOrphans(folder.path);
    expect(left.exitCode ?? left.signalCode).toBeNull();
    await endLeftovers(join(folder.path, 'a'));
    expect(await gone).toBe('SIGKILL');
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill();
    await folder.remove();
  });

  it('whose gateway is gone are ended', async () => {
    const folder = await temporaryFolder();
    // A shell that ends at once leaves its child to the system.
    const script = `exec -a "sleep --user-data-dir=${join(folder.path, 'b')}" sleep 60 >/dev/null 2>&1 & echo $!`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script]);
    const id = Number(stdout);
    await expect.poll(() => readFile(`/proc/${id}/cmdline`, 'utf8')).toContain(folder.path);
    await endOrphans(folder.path);
    await expect.poll(() => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).toBe('');
    await folder.remove();
  });

  it('find no lock of another machine in their way', async () => {
    const folder = await temporaryFolder();
    await symlink('another-host-4711', join(folder.path, 'SingletonLock'));
    await removeLocks(folder.path);
    expect(existsSync(join(folder.path, 'SingletonLock'))).toBe(false);
    await folder.remove();
  });
});

describe('a gateway without a browser', () => {
  it('says so, ends what is started, and lives on', async () => {
    const [db, folder] = [await database(), await temporaryFolder()];
    const gateway = await RunningGateway.start(await program('../../src/main'), {
      ENGINE: 'webjs',
      GATEWAY_DIR: folder.path,
      GATEWAY_DATABASE_URL: db.url,
      GATEWAY_KEY: env.GATEWAY_KEY,
      PUPPETEER_EXECUTABLE_PATH: '/nowhere/chromium',
    });
    const listening = new Listening(gateway, 0);
    expect(await gateway.ask('GET', '/health')).toMatchObject({
      engine: 'webjs',
      library: { name: 'whatsapp-web.js', version: '1.34.7' },
      problem: 'chromium-missing',
    });
    await gateway.ask('PUT', '/sessions/s1', { phone: '+5511987654321', fence: 1 });
    expect(await listening.until((event) => event.type === 'session' && event.state === 'disconnected')).toMatchObject({
      reason: 'start-failed',
    });
    expect((await gateway.call('POST', '/sessions/s1/export', { passphrase: 'a good long one' })).status).toBe(404);
    await listening.stop();
    expect(await gateway.kill('SIGTERM')).toBe(0);
    await folder.remove();
    await db.remove();
  });
});

describe('a profile', () => {
  let db: Database;
  let store: Store;
  let session: string;
  let here: Awaited<ReturnType<typeof temporaryFolder>>;
  const key = randomBytes(32);
  beforeAll(async () => {
    db = await database();
    store = await Store.open(db.url, 'webjs', randomUUID());
  });
  afterAll(async () => {
    await store?.close();
    await db?.remove();
  });
  beforeEach(async () => {
    session = randomUUID();
    await store.claim(session, 1);
    here = await temporaryFolder();
    return here.remove;
  });

  const at = (folder: string, most = 1 << 26) => new Profile(join(folder, session), new Vault(store, key, session), most);
  const database1 = 'Default/IndexedDB/https_web.whatsapp.com_0.indexeddb.leveldb/000003.log';
  async function put(profile: Profile, path: string, content: string | Buffer) {
    await mkdir(join(profile.path, path, '..'), { recursive: true });
    await writeFile(join(profile.path, path), content);
  }

  it('is restored on another machine, with what a page logs in with and nothing else', async () => {
    const profile = at(here.path);
    await profile.prepare();
    const large = randomBytes(3 << 20);
    await put(profile, database1, large);
    await put(profile, 'Default/Local Storage/leveldb/000003.log', 'settings');
    await put(profile, 'Default/IndexedDB/https_web.whatsapp.com_0.indexeddb.leveldb/LOCK', '');
    await put(profile, 'Default/Cache/1', 'a picture');
    await profile.save();
    const there = await temporaryFolder();
    const other = at(there.path);
    await other.prepare();
    expect((await readFile(join(other.path, database1))).equals(large)).toBe(true);
    expect(await readFile(join(other.path, 'Default/Local Storage/leveldb/000003.log'), 'utf8')).toBe('settings');
    expect(existsSync(join(other.path, 'Default/Cache'))).toBe(false);
    expect(existsSync(join(other.path, 'Default/IndexedDB/https_web.whatsapp.com_0.indexeddb.leveldb/LOCK'))).toBe(false);
    await there.remove();
  });

  it('is used as it is by the machine that used it last, and is out of date on every other', async () => {
    const profile = at(here.path);
    await profile.prepare();
    await put(profile, database1, 'one');
    await profile.save();
    await put(profile, database1, 'newer, and not copied');
    await at(here.path).prepare();
    expect(await readFile(join(profile.path, database1), 'utf8')).toBe('newer, and not copied');
    const there = await temporaryFolder();
    const other = at(there.path);
    await other.prepare();
    await put(other, database1, 'two');
    await other.save();
    await at(here.path).prepare();
    expect(await readFile(join(profile.path, database1), 'utf8')).toBe('two');
    await there.remove();
  });

  it('that was given up elsewhere is not used again', async () => {
    const profile = at(here.path);
    await profile.prepare();
    await put(profile, database1, 'one');
    await profile.save();
    await new Vault(store, key, session).clear();
    await at(here.path).prepare();
    expect(existsSync(join(profile.path, database1))).toBe(false);
  });

  it('is not copied when it is too large, and is kept where it is', async () => {
    const profile = at(here.path, 1000);
    await profile.prepare();
    await put(profile, database1, randomBytes(5000));
    await profile.save();
    expect(await new Vault(store, key, session).profile()).toBeNull();
    await at(here.path).prepare();
    expect(existsSync(join(profile.path, database1))).toBe(true);
  });

  it('is encrypted in the store', async () => {
    const profile = at(here.path);
    await profile.prepare();
    await put(profile, database1, 'a login that nobody may read');
    await profile.save();
    for (const { value } of await store.allKeys(session)) expect(value.includes('login')).toBe(false);
    await expect(new Vault(store, randomBytes(32), session).profile()).rejects.toThrow();
    await rm(profile.path, { recursive: true });
  });
});
