import { randomBytes } from 'node:crypto';
import { Agent } from 'node:https';
import { connect } from 'node:tls';
import { downloadMediaMessage, initAuthCreds, makeWASocket, proto } from 'baileys-6';
import { expect, test } from 'vitest';
import { inAWorld, type seven } from './harness.js';

const at = inAWorld({ makeWASocket, initAuthCreds } as unknown as typeof seven);
const SENDER = '5511900000001';
const PERSON = '5511900000002';
const JID = `${PERSON}@s.whatsapp.net`;
const { DELIVERY_ACK, READ } = proto.WebMessageInfo.Status;

// 6.7.24 downloads from one fixed host. An operator would map its name; a test maps the connection.
const toMediaHost = () => {
  const agent = new Agent();
  agent.createConnection = () => connect({ host: '127.0.0.1', port: at.world.media.port, servername: 'mmg.whatsapp.net' });
  return { httpsAgent: agent } as never;
};

test('6.7.24 pairs by QR, connects, and comes back without one', async () => {
  const client = await at.linked(SENDER, { options: toMediaHost() });
  client.end();
  const again = at.connect(client.auth, { options: toMediaHost() });
  await again.opened();
  expect(again.updates.some((update) => update.qr)).toBe(false);
  expect(at.world.failures).toEqual([]);
});

test('6.7.24 pairs by code', async () => {
  const first = at.connect();
  await first.qr();
  const code = await first.sock.requestPairingCode(SENDER);
  await at.world.until(() => [...at.world.registrations].some((registration) => registration.wantsCodeFor === SENDER));
  await at.world.phone(SENDER).scan(code);
  expect(await first.closed()).toBe(515);
  await at.connect(first.auth).opened();
});

test('6.7.24 sends and receives texts and files, and gets receipts', async () => {
  const options = toMediaHost();
  const client = await at.linked(SENDER, { options });
  const person = at.world.phone(PERSON);
  const file = randomBytes(5000);
  await client.sock.sendMessage(JID, { text: 'hello' }, { messageId: 'X1' });
  expect((await client.acknowledged('X1')).error).toBeUndefined();
  await client.status('X1', DELIVERY_ACK);
  await client.status('X1', READ);
  // Enough of them for the race between the library's writing and reading of its file.
  for (let n = 1; n <= 8; n++) {
    await client.sock.sendMessage(JID, { document: file, mimetype: 'application/pdf', fileName: 'x.pdf' });
    const message = await at.world.until(() => person.messages[n]);
    expect(message.file?.equals(file)).toBe(true);
  }

  await person.send({ to: SENDER, text: 'back' });
  await client.received('back');
  await person.send({ to: SENDER, file: { name: 'p.png', type: 'image/png', data: file } });
  const { message: got } = await client.until(() => client.upserts.find(({ message }) => message.message?.imageMessage));
  expect((await downloadMediaMessage(got as never, 'buffer', { options })).equals(file)).toBe(true);
  expect(at.world.sums.retries).toBe(0);
});

test('6.7.24 is told of faults by the same codes', async () => {
  const client = await at.linked(SENDER, { options: toMediaHost() });
  at.world.fault(SENDER, 'disconnect');
  expect(await client.closed()).toBe(428);
  const again = at.connect(client.auth, { options: toMediaHost() });
  await again.opened();
  at.world.fault(SENDER, 'logout');
  expect(await again.closed()).toBe(401);
});
