import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { inAWorld } from './harness.js';

const at = inAWorld();
const SENDER = '5511900000001';
const PERSON = '5511900000002';
const JID = `${PERSON}@s.whatsapp.net`;

test('a second login replaces the first, which closes with 440', async () => {
  const first = await at.linked(SENDER);
  const second = at.connect(first.auth);
  expect(await first.closed()).toBe(440);
  await second.opened();
  expect(at.world.sums.replaced).toBe(1);
});

test('a logout by the phone closes with 401, and the next login is refused with 401', async () => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, 'logout');
  expect(await client.closed()).toBe(401);
  expect(await at.connect(client.auth).closed()).toBe(401);
  expect(at.world.devices(SENDER)).toEqual([]);
});

test('a logout by the session removes the device', async () => {
  const client = await at.linked(SENDER);
  await client.sock.logout();
  await at.world.until(() => at.world.devices(SENDER).length === 0);
  expect(await at.connect(client.auth).closed()).toBe(401);
});

test('a ban closes with 403, refuses logins with 403 while it lasts, and links nothing', async () => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, 'ban', { forMs: 1500 });
  expect(await client.closed()).toBe(403);
  expect(await at.connect(client.auth).closed()).toBe(403);
  const other = at.connect();
  await expect(at.world.phone(SENDER).scan(await other.qr())).rejects.toThrow('banned');
  at.world.phone(SENDER).bannedUntil = 0;
  await at.connect(client.auth).opened();
});

test('a cut closes with 428', async () => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, 'disconnect');
  expect(await client.closed()).toBe(428);
  await at.connect(client.auth).opened();
});

test('a cut for a time refuses logins until it is over', async () => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, 'disconnect', { forMs: 60_000 });
  expect(await client.closed()).toBe(428);
  expect(await at.connect(client.auth).closed()).toBe(428);
  const [device] = at.world.devices(SENDER);
  if (device) device.awayUntil = 0;
  await at.connect(client.auth).opened();
});

test.each([
  ['restart', undefined, 515],
  ['replace', undefined, 440],
  ['error', '503', 503],
  ['error', '500', 500],
] as const)('the stream error %s %s closes with %i', async (kind, code, expected) => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, kind, { code });
  expect(await client.closed()).toBe(expected);
});

test('503 on the upgrade gives no event at all', async () => {
  const client = await at.linked(SENDER);
  client.end();
  at.world.unavailableUntil = Date.now() + 60_000;
  const refused = at.connect(client.auth);
  const status = await new Promise<number | undefined>((resolve) =>
    refused.sock.ws.on('unexpected-response', (_: unknown, response: { statusCode?: number }) => resolve(response.statusCode)),
  );
  expect(status).toBe(503);
  expect(refused.updates.some((update) => update.connection === 'close')).toBe(false);
  at.world.unavailableUntil = 0;
  await at.connect(client.auth).opened();
});

test('a frozen session hears nothing and then goes on', async () => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, 'freeze', { forMs: 400 });
  const started = Date.now();
  await client.sock.onWhatsApp(PERSON);
  expect(Date.now() - started).toBeGreaterThan(300);
});

test('a session that hears nothing for long closes with 408', async () => {
  const client = await at.linked(SENDER, { keepAliveIntervalMs: 300 });
  at.world.fault(SENDER, 'freeze', { forMs: 60_000 });
  expect(await client.closed()).toBe(408);
});

test('a restricted number may answer and not begin: 463', async () => {
  const client = await at.linked(SENDER);
  await at.world.phone('5511900000003').send({ to: SENDER, text: 'hello' });
  await client.received('hello');
  at.world.fault(SENDER, 'restrict');
  await client.sock.sendMessage(JID, { text: 'cold' }, { messageId: 'C1' });
  await client.sock.sendMessage('5511900000003@s.whatsapp.net', { text: 'warm' }, { messageId: 'C2' });
  expect((await client.acknowledged('C1')).error).toBe('463');
  expect((await client.acknowledged('C2')).error).toBeUndefined();
  await at.world.until(() => at.world.phone('5511900000003').messages.length === 1);
  expect(at.world.phone(PERSON).messages).toEqual([]);
});

test('an acknowledgement that is dropped leaves a delivered message without one', async () => {
  const client = await at.linked(SENDER);
  at.world.settings.dropAckRate = 1;
  await client.sock.sendMessage(JID, { text: 'quiet' }, { messageId: 'K1' });
  await at.world.until(() => at.world.phone(PERSON).messages.length === 1);
  at.world.settings.dropAckRate = 0;
  await client.sock.sendMessage(JID, { text: 'loud' }, { messageId: 'K2' });
  await client.acknowledged('K2');
  expect(client.acks.map(({ id }) => id)).toEqual(['K2']);
});

test('an acknowledgement that is delayed comes after the receipt', async () => {
  const client = await at.linked(SENDER);
  const [device] = at.world.devices(SENDER);
  if (device) device.settings.ackDelayMs = 300;
  await client.sock.sendMessage(JID, { text: 'slow' }, { messageId: 'K3' });
  await client.until(() => client.changes.some(({ key }) => key.id === 'K3'));
  expect(client.acks).toEqual([]);
  await client.acknowledged('K3');
});

test('a look-up that is never answered sends the message to nobody', async () => {
  const client = await at.linked(SENDER, { defaultQueryTimeoutMs: 300 });
  at.world.settings.dropLookups = true;
  const sent = await client.sock.sendMessage(JID, { text: 'to nobody' }, { messageId: 'N1' });
  expect(sent?.key.id).toBe('N1');
  await client.acknowledged('N1');
  expect(at.world.phone(PERSON).messages).toEqual([]);
});

test('receipts that are lost do not come', async () => {
  const client = await at.linked(SENDER);
  at.world.settings.lostReceiptRate = 1;
  await client.sock.sendMessage(JID, { text: 'x' }, { messageId: 'L1' });
  await at.world.until(() => at.world.phone(PERSON).messages[0]?.readAt);
  at.world.settings.lostReceiptRate = 0;
  await client.sock.sendMessage(JID, { text: 'y' }, { messageId: 'L2' });
  await client.until(() => client.changes.some(({ key }) => key.id === 'L2'));
  expect(client.changes.some(({ key }) => key.id === 'L1')).toBe(false);
});

test('read may come before delivered', async () => {
  const client = await at.linked(SENDER);
  at.world.settings.reorderRate = 1;
  // As they came: the library may tell of both as of one.
  const kinds: string[] = [];
  client.sock.ws.on('CB:receipt', ({ attrs }: { attrs: { id: string; type?: string } }) => {
    if (attrs.id === 'O1') kinds.push(attrs.type ?? 'delivered');
  });
  await client.sock.sendMessage(JID, { text: 'x' }, { messageId: 'O1' });
  await client.until(() => kinds.length === 2);
  expect(kinds).toEqual(['read', 'delivered']);
});

test('a message that surely did not leave is an error, and reaches nobody', async () => {
  const client = await at.linked(SENDER);
  at.world.settings.transientFailureRate = 1;
  await client.sock.sendMessage(JID, { text: 'x' }, { messageId: 'T1' });
  expect((await client.acknowledged('T1')).error).toBe('503');
  expect(at.world.phone(PERSON).messages).toEqual([]);
});

test('the same seed gives messages the same fate', async () => {
  const client = await at.linked(SENDER);
  const fates = async (round: string) => {
    at.world.reset();
    Object.assign(at.world.settings, { seed: 7, transientFailureRate: 0.5, deliverAfterMs: 0, readRate: 0 });
    const errors: boolean[] = [];
    for (let n = 0; n < 12; n++) {
      await client.sock.sendMessage(JID, { text: 'x' }, { messageId: `${round}${n}` });
      errors.push((await client.acknowledged(`${round}${n}`)).error !== undefined);
    }
    return errors;
  };
  const first = await fates('F');
  expect(first).toContain(true);
  expect(first).toContain(false);
  expect(await fates('G')).toEqual(first);
});

test('a session hears that its number is restricted, and when it no longer is', async () => {
  const client = await at.linked(SENDER);
  const locks = () => client.updates.flatMap((update) => (update.reachoutTimeLock ? [update.reachoutTimeLock.isActive] : []));
  at.world.fault(SENDER, 'restrict', { forMs: 300 });
  await client.until(() => locks().includes(true));
  expect((await client.sock.fetchAccountReachoutTimelock()).isActive).toBe(true);
  await client.until(() => locks().at(-1) === false);
  await client.sock.sendMessage(JID, { text: 'free again' }, { messageId: 'F1' });
  expect((await client.acknowledged('F1')).error).toBeUndefined();
});

test('a handshake that is never answered closes with 408', async () => {
  at.world.settings.dropHandshakes = true;
  expect(await at.connect(undefined, { connectTimeoutMs: 300 }).closed()).toBe(408);
});

test('a login that breaks at its first question closes with 428', async () => {
  const client = await at.linked(SENDER);
  at.world.fault(SENDER, 'cut-at-login');
  const again = at.connect(client.auth);
  expect(await again.closed()).toBe(428);
  expect(again.updates.some((update) => update.connection === 'open')).toBe(false);
  await at.connect(client.auth).opened();
});

test.each([
  ['cut-after-send', 1],
  ['cut-before-send', 0],
] as const)(
  '%s: the send resolves, the connection breaks, and %i copy is on the phone; the same id again comes once',
  async (kind, arrived) => {
    const client = await at.linked(SENDER);
    const person = at.world.phone(PERSON);
    at.world.fault(SENDER, kind);
    const sent = await client.sock.sendMessage(JID, { text: 'x' }, { messageId: 'Z1' });
    expect(sent?.key.id).toBe('Z1');
    expect(await client.closed()).toBe(428);
    expect(client.acks).toEqual([]);
    const again = at.connect(client.auth);
    await again.opened();
    await again.sock.sendMessage(JID, { text: 'x' }, { messageId: 'Z1' });
    await again.acknowledged('Z1');
    await at.world.until(() => person.messages[0]?.copies === arrived + 1);
    expect(person.messages).toHaveLength(1);
  },
);

test.each(['silent', 'error'] as const)(
  'a message to a number without an account gets an answer that is %s, and nobody gets it',
  async (unregisteredAck) => {
    const client = await at.linked(SENDER);
    at.world.settings.unregisteredAck = unregisteredAck;
    at.world.phone(PERSON).registered = false;
    await client.sock.sendMessage(JID, { text: 'anybody?' }, { messageId: 'U1' });
    expect((await client.acknowledged('U1')).error).toBe(unregisteredAck === 'error' ? '404' : undefined);
    expect(at.world.phone(PERSON).messages).toEqual([]);
    expect(client.changes.some(({ update }) => (update.status ?? 0) > 2)).toBe(false);
  },
);

test('of tries without an answer half reach the phone', async () => {
  const client = await at.linked(SENDER);
  Object.assign(at.world.settings, { unknownRate: 1, readRate: 0, deliverAfterMs: 0 });
  const person = at.world.phone(PERSON);
  for (let n = 0; n < 20; n++) await client.sock.sendMessage(JID, { text: `${n}` }, { messageId: `W${n}` });
  // Asked after them, so answered after them.
  await client.sock.onWhatsApp(PERSON);
  at.world.settings.unknownRate = 0;
  await client.sock.sendMessage(JID, { text: 'last' }, { messageId: 'WX' });
  await client.acknowledged('WX');
  await at.world.until(() => person.messages.some(({ text }) => text === 'last'));
  expect(client.acks.map(({ id }) => id)).toEqual(['WX']);
  expect(person.messages.length).toBeGreaterThan(4);
  expect(person.messages.length).toBeLessThan(17);
});

test('what is no WhatsApp client is cut, and the others go on', async () => {
  const client = await at.linked(SENDER);
  for (const bytes of [
    Buffer.from('GET / HTTP/1.1'),
    Buffer.from([0x57, 0x41, 6, 3, 0, 0, 3, 1, 2, 3]),
    Buffer.from([0x57, 0x41, 6, 1, 0, 0, 0]),
  ]) {
    const socket = new WebSocket(at.world.socketUrl);
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    socket.addEventListener('open', () => socket.send(bytes));
    socket.addEventListener('error', () => {});
    await closed;
  }
  await client.sock.sendMessage(JID, { text: 'still here' }, { messageId: 'G1' });
  await client.acknowledged('G1');
});

test('an upload that the media host refuses fails, and nothing is sent', async () => {
  const client = await at.linked(SENDER);
  at.world.media.refusesUploads = true;
  await expect(client.sock.sendMessage(JID, { document: Buffer.from('x'), mimetype: 'text/plain' })).rejects.toThrow('upload');
  expect(at.world.phone(PERSON).messages).toEqual([]);
});

test('an upload that is not what was announced is refused', async () => {
  const { media } = at.world;
  const upload = (token: string) =>
    fetch(`https://${media.host}/mms/document/x?auth=${media.token}&token=${token}`, { method: 'POST', body: 'half a file' });
  expect((await upload('AAAA')).status).toBe(400);
  expect((await upload(createHash('sha256').update('half a file').digest('base64url'))).status).toBe(200);
  expect((await fetch(`https://${media.host}/mms/document/x?auth=wrong`, { method: 'POST', body: 'x' })).status).toBe(401);
  expect(media.uploads).toBe(1);
});

test('events that come twice have one id', async () => {
  const client = await at.linked(SENDER);
  at.world.settings.duplicateEventRate = 1;
  const id = await at.world.phone(PERSON).send({ to: SENDER, text: 'echo' });
  await client.received('echo');
  await at.world.phone(PERSON).send({ to: SENDER, text: 'after' });
  await client.received('after');
  expect(new Set(client.upserts.filter(({ message }) => message.key.id === id).map(({ message }) => message.key.id)).size).toBe(1);
});
