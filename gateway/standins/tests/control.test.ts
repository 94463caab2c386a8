import { spawn } from 'node:child_process';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { makeCertificate, startWhatsApp } from '../whatsapp/index.js';
import { buildSync } from './build.js';
import { Client, Keys } from './client.js';
import { inAWorld, seven } from './harness.js';

const at = inAWorld();
const SENDER = '5511900000001';
const PERSON = '5511900000002';
const JID = `${PERSON}@s.whatsapp.net`;

async function call(method: string, path: string, body?: unknown, url = at.world.controlUrl, token?: string) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
}

test('a phone is scanned, written to, read and looked at over HTTP', async () => {
  const first = at.connect();
  expect((await call('POST', `/api/simulator/phones/+${SENDER}/scan`, { qr: await first.qr() })).status).toBe(204);
  await first.closed();
  const client = at.connect(first.auth);
  await client.opened();

  const file = randomBytes(3000);
  await client.sock.sendMessage(JID, { document: file, mimetype: 'application/pdf', fileName: 'a.pdf' }, { messageId: 'H1' });
  await client.sock.sendMessage(JID, { text: 'hi' }, { messageId: 'H2' });
  await at.world.until(() => at.world.phone(PERSON).messages.length === 2 && at.world.phone(PERSON).messages.every(({ readAt }) => readAt));
  const { body: newest } = await call('GET', `/api/simulator/phones/${PERSON}/messages?limit=1`);
  expect(newest.items).toMatchObject([{ providerId: 'H2', from: `+${SENDER}`, text: 'hi', media: null, copies: 1 }]);
  expect(Date.parse(newest.items[0].readAt)).toBeGreaterThanOrEqual(Date.parse(newest.items[0].deliveredAt));
  const { body: older } = await call('GET', `/api/simulator/phones/${PERSON}/messages?limit=1&cursor=${newest.nextCursor}`);
  expect(older).toMatchObject({
    items: [{ media: { kind: 'document', bytes: 3000, sha256: createHash('sha256').update(file).digest('hex') } }],
    nextCursor: null,
  });
  const downloaded = await fetch(at.world.controlUrl + older.items[0].media.url);
  expect(Buffer.from(await downloaded.arrayBuffer()).equals(file)).toBe(true);

  const { body: sent } = await call('POST', `/api/simulator/phones/${PERSON}/send`, { to: `+${SENDER}`, text: 'and you?' });
  expect((await client.received('and you?')).message.key.id).toBe(sent.providerId);
  expect((await call('GET', `/api/simulator/phones/${SENDER}`)).body).toMatchObject({
    number: `+${SENDER}`,
    online: true,
    sessions: [{ senderId: `${SENDER}:1`, connected: true }],
  });
  expect((await call('GET', '/api/simulator/phones')).body).toMatchObject({ total: 2, items: [{ number: `+${PERSON}`, received: 2 }, {}] });
  expect((await call('GET', '/api/simulator/stats')).body).toMatchObject({
    accepted: 2,
    delivered: 2,
    read: 2,
    phones: 2,
    duplicatesSuppressed: 0,
    failures: 0,
  });
});

test('phones, world and sessions change over HTTP, and a reset puts all back', async () => {
  const client = await at.linked(SENDER);
  const change = {
    online: false,
    registered: true,
    blocks: ['+5511900000005'],
    readAfterMs: 1,
    deliverAfterMs: 2,
    replyWith: 'ok',
    addressing: 'lid',
  };
  expect((await call('PATCH', `/api/simulator/phones/${PERSON}`, change)).body).toMatchObject({
    online: false,
    blocks: ['+5511900000005'],
    addressing: 'lid',
  });
  expect((await call('PUT', '/api/simulator/world', { seed: 9, readRate: 0.5 })).body).toMatchObject({
    seed: 9,
    readRate: 0.5,
    latencyMs: 0,
  });
  expect((await call('PUT', `/api/simulator/sessions/${SENDER}/settings`, { ackDelayMs: 5 })).status).toBe(204);
  expect(at.world.devices(SENDER)[0]?.settings).toEqual({ ackDelayMs: 5 });
  expect((await call('POST', '/api/simulator/world/reset')).status).toBe(204);
  expect(at.world.phone(PERSON)).toMatchObject({ online: true, replyWith: null, addressing: 'pn' });
  expect(at.world.settings.seed).toBe(1);
  expect((await call('POST', `/api/simulator/sessions/${SENDER}:1/fault`, { kind: 'logout' })).status).toBe(204);
  expect(await client.closed()).toBe(401);
});

test.each([
  ['GET', '/api/simulator/nothing', undefined, 404, 'not-found'],
  ['DELETE', '/api/simulator/phones', undefined, 405, 'method-not-allowed'],
  ['GET', '/api/simulator/phones/abc', undefined, 400, 'validation'],
  ['GET', '/api/simulator/phones?limit=0', undefined, 400, 'validation'],
  ['GET', '/api/simulator/phones?cursor=%21', undefined, 400, 'validation'],
  ['POST', `/api/simulator/phones/${PERSON}/scan`, { qr: '2@x,y,z,w' }, 404, 'not-found'],
  ['POST', `/api/simulator/phones/${PERSON}/send`, { to: SENDER }, 400, 'validation'],
  ['POST', `/api/simulator/phones/${PERSON}/send`, { to: SENDER, vote: { poll: 'P1' } }, 400, 'validation'],
  ['POST', `/api/simulator/phones/${PERSON}/send`, { to: SENDER, vote: { poll: 'P1', options: ['A'] } }, 404, 'not-found'],
  ['PATCH', `/api/simulator/phones/${PERSON}`, { online: 'no' }, 400, 'validation'],
  ['PUT', '/api/simulator/world', { readRate: 2 }, 400, 'validation'],
  ['PUT', '/api/simulator/world', { weather: 1 }, 400, 'validation'],
  ['POST', `/api/simulator/sessions/${SENDER}/fault`, { kind: 'logout' }, 404, 'not-found'],
  ['POST', `/api/simulator/sessions/${SENDER}/fault`, { kind: 'rain' }, 400, 'validation'],
  ['GET', `/api/simulator/phones/${PERSON}/messages/1/media`, undefined, 404, 'not-found'],
])('%s %s with %o is refused with %i %s', async (method, path, body, status, slug) => {
  expect(await call(method, path, body)).toMatchObject({ status, body: { type: slug, status, detail: expect.stringMatching(/\.$/) } });
});

test('with a token the control API wants it, and the sockets do not', async () => {
  const world = await startWhatsApp({ token: 'secret' });
  try {
    expect((await call('GET', '/api/simulator/stats', undefined, world.controlUrl)).status).toBe(401);
    expect((await call('GET', '/api/simulator/stats', undefined, world.controlUrl, 'secrex')).status).toBe(401);
    expect((await call('GET', '/api/simulator/stats', undefined, world.controlUrl, 'secret')).status).toBe(200);
    expect((await call('GET', '/health', undefined, world.controlUrl)).status).toBe(200);
    const client = new Client(world.socketUrl, new Keys(seven));
    await client.qr();
    client.end();
  } finally {
    await world.stop();
  }
});

test('the certificate is one that its own authority verifies, for loopback', () => {
  const { cert } = makeCertificate();
  const read = new X509Certificate(cert);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.ca).toBe(true);
  expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(read.checkHost('localhost')).toBe('localhost');
});

test('as a program it says in one line where it is, and ends with its parent', async () => {
  const main = buildSync();
  const folder = mkdtempSync(join(tmpdir(), 'parley-standin-'));
  const program = spawn(process.execPath, [main, '--certificates', folder, '--token', 't', '--with-parent'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const line = await new Promise<string>((resolve) => createInterface(program.stdout).once('line', resolve));
    const ready = JSON.parse(line);
    expect(readFileSync(ready.certificate, 'utf8')).toContain('BEGIN CERTIFICATE');
    const client = new Client(ready.socketUrl, new Keys(seven));
    const qr = await client.qr();
    expect((await call('POST', `/api/simulator/phones/${SENDER}/scan`, { qr }, ready.controlUrl, 't')).status).toBe(204);
    expect(await client.closed()).toBe(515);
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.stdin.end();
    expect(await ended).toBe(0);
  } finally {
    program.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
