import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWhatsApp } from '../whatsapp/index.js';
import { Client, Keys } from './client.js';
import { inAWorld, seven } from './harness.js';

const at = inAWorld();
const NUMBER = '5511900000001';

test('the library pairs by QR, is told to restart, and connects', async () => {
  const first = at.connect();
  await at.world.phone(NUMBER).scan(await first.qr());
  expect(await first.closed()).toBe(515);
  expect(first.auth.creds.me?.id).toBe(`${NUMBER}:1@s.whatsapp.net`);

  const second = at.connect(first.auth);
  await second.opened();
  expect(second.updates.some((update) => update.qr)).toBe(false);
  await second.until(() => second.auth.creds.accountSyncCounter > 0);
  expect(second.auth.creds.myAppStateKeyId).toBeTruthy();
  expect(at.world.failures).toEqual([]);
});

test('a session comes back with its saved credentials, without a QR', async () => {
  const before = await at.linked(NUMBER);
  before.end();
  await before.closed();
  const again = at.connect(before.auth);
  await again.opened();
  expect(again.updates.some((update) => update.qr)).toBe(false);
  expect(at.world.devices(NUMBER)[0]?.logins).toBe(2);
});

test('the library pairs by code', async () => {
  const first = at.connect();
  await first.qr();
  const code = await first.sock.requestPairingCode(NUMBER);
  await at.world.until(() => [...at.world.registrations].some((registration) => registration.wantsCodeFor === NUMBER));
  await at.world.phone(NUMBER).scan(`${code.slice(0, 4)}-${code.slice(4)}`);
  expect(await first.closed()).toBe(515);
  const second = at.connect(first.auth);
  await second.opened();
  expect(second.auth.creds.me?.id).toBe(`${NUMBER}:1@s.whatsapp.net`);
});

test('a wrong code links nothing, and the right one still does', async () => {
  const first = at.connect();
  await first.qr();
  const code = await first.sock.requestPairingCode(NUMBER, 'ABCD1234');
  await at.world.until(() => [...at.world.registrations].some((registration) => registration.wantsCodeFor === NUMBER));
  await expect(at.world.phone(NUMBER).scan('ABCD1235')).rejects.toThrow('The code is wrong.');
  await expect(at.world.phone('5511900000002').scan(code)).rejects.toThrow('another number');
  expect(at.world.devices(NUMBER)).toEqual([]);
  await at.world.phone(NUMBER).scan(code);
  expect(await first.closed()).toBe(515);
});

test('a QR that nobody shows, and a phone that is offline, link nothing', async () => {
  const first = at.connect();
  const qr = await first.qr();
  const phone = at.world.phone(NUMBER);
  await expect(phone.scan('2@nobody,a,b,c')).rejects.toThrow('No session shows that QR.');
  phone.online = false;
  await expect(phone.scan(qr)).rejects.toThrow('The phone is offline.');
  expect(at.world.devices(NUMBER)).toEqual([]);
});

test('a new device gets from its phone what was said before', async () => {
  const phone = at.world.phone(NUMBER);
  await at.world.phone('5511900000002').send({ to: NUMBER, text: 'before you were linked' });
  await phone.send({ to: '5511900000002', text: 'and my answer' });
  const client = await at.linked(NUMBER);
  const history = await client.until(() => client.history.find(({ messages }) => messages.length > 0));
  expect(history.messages.map(({ key, message }) => [key.fromMe, message?.conversation])).toEqual(
    expect.arrayContaining([
      [false, 'before you were linked'],
      [true, 'and my answer'],
    ]),
  );
  expect(client.upserts.some(({ type, message }) => type === 'notify' && message.message?.conversation)).toBe(false);
});

test('two sessions may be linked to one number', async () => {
  await at.linked(NUMBER);
  const second = await at.linked(NUMBER);
  expect(second.auth.creds.me?.id).toBe(`${NUMBER}:2@s.whatsapp.net`);
  expect(at.world.devices(NUMBER).map((device) => device.session !== null)).toEqual([true, true]);
});

test('a stand-in that is started again knows its phones, their sessions and what waits for them', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-standin-')), 'world.json');
  const before = await startWhatsApp({ file });
  const keys = new Keys(seven);
  const pairing = new Client(before.socketUrl, keys);
  await before.phone(NUMBER).scan(await pairing.qr());
  await pairing.closed();
  const client = new Client(before.socketUrl, keys);
  await client.until(() => (keys.creds.accountSyncCounter ?? 0) > 0);
  const person = before.phone('5511900000002');
  await person.send({ to: NUMBER, text: 'one' });
  await client.received('one');
  client.end();
  await before.until(() => before.devices(NUMBER)[0]?.session === null);
  await person.send({ to: NUMBER, text: 'two' });
  await before.stop();

  const after = await startWhatsApp({ file });
  const again = new Client(after.socketUrl, keys);
  await again.opened();
  await again.received('two');
  await again.sock.sendMessage(person.jid, { text: 'three' });
  await after.until(() => after.phone(person.number).messages.some(({ text }) => text === 'three'));
  expect(after.sums.retries).toBe(0);
  again.end();
  await after.stop();
});

test('keys that no device has are refused with 401', async () => {
  const stranger = new Keys(seven);
  stranger.creds.me = { id: `${NUMBER}:1@s.whatsapp.net`, name: 'x' };
  expect(await at.connect(stranger).closed()).toBe(401);
});

test('twenty sessions at once connect and send', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => `55119100000${String(index).padStart(2, '0')}`);
  const clients = await Promise.all(numbers.map((number) => at.linked(number)));
  await Promise.all(clients.map((client, index) => client.sock.sendMessage('5511922222222@s.whatsapp.net', { text: `from ${index}` })));
  const phone = at.world.phone('5511922222222');
  await at.world.until(() => phone.messages.length === 20, 60_000);
  expect(new Set(phone.messages.map((message) => message.from))).toEqual(new Set(numbers));
}, 120_000);
