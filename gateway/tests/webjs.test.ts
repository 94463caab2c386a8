// One long story per test, because each needs a browser and that costs seconds.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Event, Outcome, SentContent } from '../src/wire.ts';
import { Listening, RunningGateway, temporaryFolder } from './support/gateway.ts';
import { type Database, database } from './support/postgres.ts';
import { program } from './support/program.ts';
import { hasStandin, whatsApp } from './support/standin.ts';
import { chromium, chromiumArguments } from './support/webjs.ts';

const key = randomBytes(32).toString('base64');
const patience = 30_000;

let db: Database;
let certificates: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let world: Awaited<ReturnType<typeof whatsApp>>;
let gateway: RunningGateway;
let listening: Listening;
let session: string;
let business: string;
let ana: string;
let numbers = 5511900000000;
let ids = 0;

describe.skipIf(!hasStandin || !chromium)('whatsapp-web.js behind the gateway', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    db = await database();
    certificates = await temporaryFolder();
    folder = await temporaryFolder();
    world = await whatsApp(certificates.path);
    await startGateway();
  });
  afterAll(async () => {
    await listening?.stop();
    await gateway?.kill();
    await world?.stop();
    await folder?.remove();
    await db?.remove();
    await certificates?.remove();
  });
  beforeEach(() => {
    session = randomUUID();
    business = String(++numbers);
    ana = String(++numbers);
  });
  afterEach(async () => {
    await gateway.call('DELETE', `/sessions/${session}?fence=99`);
    Object.assign(world.settings, { deliverAfterMs: 5, readAfterMs: 20, dropAckRate: 0, transientFailureRate: 0 });
  });

  async function startGateway(env: Record<string, string> = {}): Promise<void> {
    gateway = await RunningGateway.start(await program('../../src/main'), {
      ENGINE: 'webjs',
      GATEWAY_DIR: folder.path,
      GATEWAY_DATABASE_URL: db.url,
      GATEWAY_KEY: key,
      GATEWAY_CONNECT_TIMEOUT_MS: '60000',
      GATEWAY_QUERY_TIMEOUT_MS: '5000',
      WEBJS_CHROMIUM_ARGS: chromiumArguments(world.pageHost),
      WEBJS_GRACE_MS: '300',
      WEBJS_PULSE_MS: '1000',
      HOME: folder.path,
      ...env,
    });
    listening = new Listening(gateway, 0);
  }

  const start = (fence = 1, phone = business) => gateway.ask('PUT', `/sessions/${session}`, { phone: `+${phone}`, fence });
  const states = () =>
    listening.events.filter((event) => event.type === 'session' && event.session === session) as Extract<Event, { type: 'session' }>[];
  const state = (wanted: string, from = 0) =>
    listening.until(
      (event) => event.type === 'session' && event.session === session && event.state === wanted && event.seq > from,
      patience,
    ) as Promise<Extract<Event, { type: 'session' }>>;
  const nextId = () => `3EB0${String(++ids).padStart(16, '0')}`;
  const send = (content: SentContent, rest: Record<string, unknown> = {}) =>
    gateway.ask<Outcome & { providerId: string }>('POST', `/sessions/${session}/messages`, {
      fence: 1,
      id: nextId(),
      to: `+${ana}`,
      content,
      deadlineMs: 5000,
      ...rest,
    });
  const text = (words: string, rest: Record<string, unknown> = {}) => send({ kind: 'text', text: words }, rest);
  const heardBy = (number: string, id: string) =>
    world.until(() => world.phone(number).messages.find((message) => message.providerId === id));

  async function linked(): Promise<void> {
    await start();
    const { qr } = await state('wait_qr');
    await world.phone(business).scan(qr as string);
    await state('connected');
  }

  it('pairs by QR, sends, and tells what became of it', async () => {
    await linked();
    expect(states().map((event) => event.state)).toEqual(['booting', 'wait_qr', 'connected']);
    const outcome = await text('Olá Ana');
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    expect(await heardBy(ana, outcome.providerId)).toMatchObject({ text: 'Olá Ana', from: business, copies: 1 });
    await listening.until((event) => event.id === `r.${outcome.providerId}.delivered`);
    expect(await listening.until((event) => event.id === `r.${outcome.providerId}.read`)).toMatchObject({
      type: 'receipt',
      kind: 'read',
      providerIds: [outcome.providerId],
    });
    expect(world.failures).toEqual([]);
  });

  it('hears what a person writes, by number and by hidden identity, once, and answers it', async () => {
    await linked();
    const id = await world.phone(ana).send({ to: business, text: 'Is it open today?' });
    const event = await listening.until((one) => one.id === `m.${id}`);
    expect(event).toMatchObject({ type: 'message', providerId: id, from: `+${ana}`, content: { kind: 'text', text: 'Is it open today?' } });
    world.phone(ana).addressing = 'lid';
    const second = await world.phone(ana).send({ to: business, text: 'And tomorrow?' });
    expect(await listening.until((one) => one.id === `m.${second}`)).toMatchObject({ from: `+${ana}`, lid: `${world.phone(ana).lid}@lid` });
    const reply = await text('Yes, until six.', { replyTo: second });
    expect(await heardBy(ana, reply.providerId)).toMatchObject({ text: 'Yes, until six.', about: second });
    const echo = await world.phone(business).send({ to: ana, text: 'From the phone' });
    expect(await listening.until((one) => one.id === `e.${echo}`)).toMatchObject({ type: 'echo', to: `+${ana}` });
    expect(listening.events.filter((one) => one.session === session && one.type === 'message')).toHaveLength(2);
    expect(listening.events.filter((one) => one.session === session && one.type === 'echo')).toHaveLength(1);
  });

  it('sends and hears files', async () => {
    await linked();
    const bytes = randomBytes(3000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await gateway.ask('PUT', `/media/${sha256}`, new Uint8Array(bytes));
    const outcome = await send({
      kind: 'image',
      text: 'A house',
      media: { sha256, type: 'image/png', bytes: 3000, fileName: 'house.png' },
    });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    const seen = await heardBy(ana, outcome.providerId);
    expect(seen).toMatchObject({ kind: 'image', text: 'A house' });
    expect(seen.file?.equals(bytes)).toBe(true);
    const id = await world.phone(ana).send({ to: business, text: 'Ours', file: { name: 'ours.jpg', type: 'image/jpeg', data: bytes } });
    const heard = (await listening.until((one) => one.id === `m.${id}`)) as Extract<Event, { type: 'message' }>;
    expect(heard.content).toMatchObject({ kind: 'image', text: 'Ours', media: { type: 'image/jpeg', bytes: 3000 } });
    const file = await gateway.call('GET', `/sessions/${session}/media/${heard.media}`);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('is back without a QR after a kill, and tells what came meanwhile, in its order', async () => {
    await linked();
    await gateway.kill();
    await listening.stop();
    const first = await world.phone(ana).send({ to: business, text: 'one' });
    const second = await world.phone(ana).send({ to: business, text: 'two' });
    await startGateway();
    const before = listening.last;
    await start(2);
    await state('connected', before);
    await listening.until((one) => one.id === `m.${second}`);
    const told = listening.events.filter((one) => one.session === session && one.type === 'message').map((one) => one.id);
    expect(told).toEqual([`m.${first}`, `m.${second}`]);
    expect(states().filter((event) => event.state === 'wait_qr')).toHaveLength(1);
  });
});
