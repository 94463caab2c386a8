// One long story per test, because each needs a browser and that costs seconds.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Event, Outcome, SentContent } from '../src/wire.ts';
import { Listening, RunningGateway, temporaryFolder } from './support/gateway.ts';
import { type Database, database, outage } from './support/postgres.ts';
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
    Object.assign(world.settings, {
      deliverAfterMs: 5,
      readAfterMs: 20,
      dropAckRate: 0,
      lostReceiptRate: 0,
      transientFailureRate: 0,
      duplicateEventRate: 0,
    });
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
    const id = nextId();
    const outcome = await text('Olá Ana', { id });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    expect(await heardBy(ana, outcome.providerId)).toMatchObject({ text: 'Olá Ana', from: business, copies: 1 });
    await listening.until((event) => event.id === `r.${outcome.providerId}.delivered`);
    expect(await listening.until((event) => event.id === `r.${outcome.providerId}.read`)).toMatchObject({
      type: 'receipt',
      kind: 'read',
      providerIds: [outcome.providerId],
      // The server may not have stored the page's id: it is told its own.
      chosenId: id,
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
    // More than the page has at hand when it opens.
    const written: string[] = [];
    for (let n = 1; n <= 230; n++) written.push(await world.phone(ana).send({ to: business, text: `letter ${n}` }));
    await startGateway();
    const before = listening.last;
    await start(2);
    await state('connected', before);
    await listening.until((one) => one.id === `m.${written.at(-1)}`);
    const told = listening.events.filter((one) => one.session === session && one.type === 'message').map((one) => one.id);
    expect(told).toEqual(written.map((id) => `m.${id}`));
    expect(states().filter((event) => event.state === 'wait_qr')).toHaveLength(1);
  });

  it('ends while it can keep nothing, and hears what came meanwhile once it is back', async () => {
    await linked();
    const { seq } = await state('connected');
    const over = await outage(db.url);
    const written = [await world.phone(ana).send({ to: business, text: 'while nothing could be kept' })];
    const lost = await state('disconnected', seq);
    expect(lost.reason).toBe('network-failure');
    written.push(await world.phone(ana).send({ to: business, text: 'and then' }));
    await over();
    await start();
    for (const id of written) await listening.until((one) => one.id === `m.${id}`);
    expect(listening.events.filter((one) => one.session === session && one.type === 'message')).toHaveLength(2);
  });

  it('pairs by code, tells the history of before, and once', async () => {
    const old = await world.phone(ana).send({ to: business, text: 'An old question' });
    const answer = await world.phone(business).send({ to: ana, text: 'An old answer' });
    await start();
    await state('wait_qr');
    // The history is what was said in seconds before this one.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await gateway.ask('POST', `/sessions/${session}/pairing-code`, { fence: 1 });
    const { code } = await state('wait_code');
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    await world.phone(business).scan(code as string);
    await state('connected');
    const history = (await listening.until((one) => one.session === session && one.type === 'history')) as Extract<
      Event,
      { type: 'history' }
    >;
    expect(history.received).toMatchObject([{ providerId: old, from: `+${ana}`, content: { text: 'An old question' } }]);
    expect(history.sent).toMatchObject([{ providerId: answer, to: `+${ana}` }]);
    await gateway.ask('DELETE', `/sessions/${session}?fence=1`);
    const { seq } = await state('disconnected');
    await start();
    await state('connected', seq);
    const id = await world.phone(ana).send({ to: business, text: 'A new question' });
    await listening.until((one) => one.id === `m.${id}`);
    expect(listening.events.filter((one) => one.session === session && one.type === 'history')).toHaveLength(1);
    expect(listening.events.filter((one) => one.session === session && one.type === 'message')).toHaveLength(1);
  });

  it('shows new QRs after the page has shown all of its own', async () => {
    Object.assign(world.settings, { pageQrMs: 300, pageQrs: 1 });
    await start();
    const { qr, seq } = await state('wait_qr');
    const again = await listening.until(
      (one) => one.type === 'session' && one.session === session && one.state === 'wait_qr' && one.seq > seq,
      patience,
    );
    expect((again as { qr?: string }).qr).not.toBe(qr);
    expect(states().filter((event) => event.state === 'disconnected')).toEqual([]);
    Object.assign(world.settings, { pageQrMs: 20_000, pageQrs: 6 });
  });

  it('says that a message left only when the network said so', async () => {
    await linked();
    Object.assign(world.settings, { dropAckRate: 1, lostReceiptRate: 1 });
    expect(await text('never answered', { deadlineMs: 1500 })).toMatchObject({ outcome: 'unknown', reason: 'timeout' });
    Object.assign(world.settings, { dropAckRate: 0, lostReceiptRate: 0, transientFailureRate: 1 });
    expect(await text('refused')).toMatchObject({ outcome: 'retry', reason: 'network-failure' });
    world.settings.transientFailureRate = 0;
    world.phone(ana).registered = false;
    ana = String(++numbers);
    const link = await text('Look: https://example.com/menu', {
      content: { kind: 'text', text: 'Look: https://example.com/menu', linkPreview: true },
    });
    const seen = await heardBy(ana, link.providerId);
    expect(seen.content).toMatchObject({
      extendedTextMessage: { text: 'Look: https://example.com/menu', title: 'Preview of example.com' },
    });
    const mention = await send({ kind: 'text', text: `@${business} hello`, mentions: [`+${business}`] });
    expect((await heardBy(ana, mention.providerId)).content).toMatchObject({
      extendedTextMessage: { contextInfo: { mentionedJid: [`${business}@s.whatsapp.net`] } },
    });
    const id = nextId();
    const first = await text('twice', { id });
    expect(await text('twice', { id })).toEqual(first);
    expect(world.phone(ana).messages.filter((message) => message.text === 'twice')).toHaveLength(1);
  });

  it('knows a message again that the page does not find after it sent it', async () => {
    await linked();
    world.fault(business, 'error', { code: 'forgets' });
    const id = nextId();
    const outcome = await text('Where is it?', { id });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    expect(await heardBy(ana, outcome.providerId)).toMatchObject({ text: 'Where is it?', copies: 1 });
    expect(await listening.until((event) => event.id === `r.${outcome.providerId}.read`)).toMatchObject({ chosenId: id });
    expect(listening.events.filter((one) => one.session === session && one.type === 'echo')).toEqual([]);
  });

  it('gives a page up that keeps a message and answers everything else', async () => {
    await linked();
    const { seq } = await state('connected');
    world.fault(business, 'error', { code: 'keeps' });
    const [kept, waiting] = await Promise.all([text('kept', { deadlineMs: 1500 }), text('waiting', { deadlineMs: 60_000 })]);
    expect(kept).toMatchObject({ outcome: 'unknown', reason: 'timeout' });
    expect(waiting).toMatchObject({ outcome: 'retry', reason: 'connection-lost' });
    const lost = await state('disconnected', seq);
    expect(lost.reason).toBe('connection-lost');
    await start();
    await state('connected', lost.seq);
    expect(await text('waiting')).toMatchObject({ outcome: 'accepted' });
  });

  it('hears reactions, and people who hide their numbers', async () => {
    await linked();
    const { providerId } = await text('How was it?');
    await heardBy(ana, providerId);
    const id = await world.phone(ana).send({ to: business, reaction: { to: providerId, text: '👍' } });
    expect(await listening.until((one) => one.id === `m.${id}`)).toMatchObject({
      from: `+${ana}`,
      content: { kind: 'reaction', text: '👍' },
      replyTo: providerId,
    });
    const hidden = world.phone(String(++numbers));
    hidden.addressing = 'hidden';
    const second = await hidden.send({ to: business, text: 'Who am I?' });
    const told = (await listening.until((one) => one.id === `m.${second}`)) as Extract<Event, { type: 'message' }>;
    expect(told.from).toBe(`${hidden.lid}@lid`);
    const reply = await text('Somebody', { to: told.from });
    expect(await heardBy(hidden.number, reply.providerId)).toMatchObject({ text: 'Somebody' });
  });

  it('hears a vote as an answer to its poll, by number and by hidden identity, and nothing of one that is taken back', async () => {
    await linked();
    const poll = await send({ kind: 'poll', text: 'When shall we deliver?', pollOptions: ['Morning', 'Evening'] });
    await heardBy(ana, poll.providerId);
    const vote = (...options: string[]) => world.phone(ana).send({ to: business, vote: { poll: poll.providerId, options } });
    const voted = (words: string) =>
      listening.until((one) => one.session === session && one.type === 'message' && one.content.text === words, patience);
    // The page may tell of the same vote again.
    world.settings.duplicateEventRate = 1;
    await vote('Evening');
    const first = (await voted('Evening')) as Extract<Event, { type: 'message' }>;
    expect(first).toMatchObject({ id: `m.${first.providerId}`, from: `+${ana}`, content: { kind: 'text' }, replyTo: poll.providerId });
    await vote();
    await vote('Morning');
    const second = (await voted('Morning')) as Extract<Event, { type: 'message' }>;
    expect(second.providerId).not.toBe(first.providerId);
    // Phones show a vote as a part of its poll, so who answers it answers that.
    const reply = await text('In the morning, then.', { replyTo: second.providerId });
    expect(await heardBy(ana, reply.providerId)).toMatchObject({ about: poll.providerId });

    const hidden = world.phone(String(++numbers));
    hidden.addressing = 'hidden';
    const hello = await hidden.send({ to: business, text: 'Who am I?' });
    await listening.until((one) => one.id === `m.${hello}`);
    const other = await send({ kind: 'poll', text: 'Shall we call?', pollOptions: ['Yes', 'No'] }, { to: `${hidden.lid}@lid` });
    await heardBy(hidden.number, other.providerId);
    await hidden.send({ to: business, vote: { poll: other.providerId, options: ['No'] } });
    expect(await voted('No')).toMatchObject({ from: `${hidden.lid}@lid`, replyTo: other.providerId });
    // What the phone itself chooses is no word of the person.
    const content = {
      pollCreationMessage: { name: 'Is it well?', options: [{ optionName: 'Very' }, { optionName: 'Hardly' }] },
      messageContextInfo: { messageSecret: randomBytes(32) },
    };
    const question = await world.phone(ana).send({ to: business, content });
    await listening.until((one) => one.id === `m.${question}`);
    await world.phone(business).send({ to: ana, vote: { poll: question, options: ['Very'] } });
    const last = await world.phone(ana).send({ to: business, text: 'And?' });
    await listening.until((one) => one.id === `m.${last}`);
    const texts = listening.events.flatMap((one) => (one.session === session && one.type === 'message' ? [one.content.text] : []));
    expect(texts).toEqual(['Evening', 'Morning', 'Who am I?', 'No', 'Is it well?', 'And?']);
    expect(world.failures).toEqual([]);
  });

  it('ends with the login when the phone takes it back, and for good with a ban', async () => {
    await linked();
    world.fault(business, 'logout');
    expect(await state('logged_out')).toMatchObject({ reason: 'sender-logged-out' });
    await start(2);
    const { qr } = (await listening.until(
      (one) => one.type === 'session' && one.session === session && one.state === 'wait_qr' && one.fence === 2,
      patience,
    )) as Extract<Event, { type: 'session' }>;
    await world.phone(business).scan(qr as string);
    await listening.until(
      (one) => one.type === 'session' && one.session === session && one.state === 'connected' && one.fence === 2,
      patience,
    );
    world.fault(business, 'ban');
    expect(await state('banned')).toMatchObject({ reason: 'sender-banned' });
  });

  it('keeps its login when an open page looks as if it had none', async () => {
    await linked();
    world.fault(business, 'error', { code: 'unpaired' });
    const { reason, seq } = await state('disconnected');
    expect(reason).toBe('connection-lost');
    await start();
    await state('connected', seq);
    expect(states().filter((event) => event.state === 'wait_qr')).toHaveLength(1);
  });

  it('is lost when its browser or its page dies, leaves no process behind, and starts again', async () => {
    await linked();
    const [root] = await browsers();
    process.kill(root as number, 'SIGKILL');
    const lost = await state('disconnected');
    expect(lost.reason).toBe('connection-lost');
    expect(await browsers()).toEqual([]);
    await start();
    const { seq } = await state('connected', lost.seq);
    const renderers = await browsers('--type=renderer');
    expect(renderers).not.toEqual([]);
    for (const id of renderers) process.kill(id, 'SIGKILL');
    const crashed = await state('disconnected', seq);
    expect(crashed.reason).toBe('connection-lost');
    await start();
    await state('connected', crashed.seq);
    // A page that stands still answers nothing and says nothing.
    for (const id of await browsers('--type=renderer')) process.kill(id, 'SIGSTOP');
    expect(await text('into a frozen page', { deadlineMs: 2000 })).toMatchObject({ outcome: 'retry' });
    expect((await state('disconnected', crashed.seq + 1)).reason).toBe('connection-lost');
    expect(await browsers()).toEqual([]);
  });

  it('leaves no browser behind when the gateway is killed', async () => {
    await linked();
    expect(await browsers()).not.toEqual([]);
    await gateway.kill();
    await listening.stop();
    await expect.poll(() => browsers(), { timeout: 10_000 }).toEqual([]);
    await startGateway({ WEBJS_MEMORY_MAX_MB: '100', WEBJS_MEMORY_EVERY_MS: '500' });
    // And a browser that needs too much does not stay.
    await start(2);
    const lost = await listening.until(
      (one) => one.type === 'session' && one.session === session && one.state === 'disconnected' && one.fence === 2,
      patience,
    );
    expect((lost as { reason?: string }).reason).toBe('connection-lost');
    await gateway.kill();
    await listening.stop();
    await startGateway();
  });

  it('moves to another machine as a file', async () => {
    await linked();
    await gateway.ask('DELETE', `/sessions/${session}?fence=1`);
    const file = await gateway.call('POST', `/sessions/${session}/export`, { passphrase: 'a good long one' });
    expect(file.status).toBe(200);
    const login = new Uint8Array(await file.arrayBuffer());
    expect(Buffer.from(login).includes(business)).toBe(false);
    await gateway.ask('DELETE', `/sessions/${session}?fence=1`);
    session = randomUUID();
    const put = await gateway.call('POST', `/sessions/${session}/import`, login, {
      'parley-passphrase': Buffer.from('a good long one').toString('base64'),
    });
    expect(put.status).toBe(204);
    await start();
    await state('connected');
    expect(states().filter((event) => event.state === 'wait_qr')).toEqual([]);
    expect(await text('from over there')).toMatchObject({ outcome: 'accepted' });
    // Two at once throw each other out, and the one that was thrown out says why.
    world.fault(business, 'replace');
    expect((await state('disconnected')).reason).toBe('sender-replaced');
  });
});

/** Processes of browsers of this test's session. */
async function browsers(kind?: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const line = /^\d+$/.test(name) ? await readFile(`/proc/${name}/cmdline`, 'latin1').catch(() => '') : '';
    const isOurs = line.includes(`--user-data-dir=${folder.path}/profiles/${session}`);
    if (kind ? line.includes(kind) && (await parentOf(name)) : isOurs && !line.includes('--type=')) found.push(Number(name));
  }
  return found;

  // Renderers do not name the profile: they are known by the browser above them.
  async function parentOf(name: string): Promise<boolean> {
    let id = name;
    for (let up = 0; up < 6 && id && id !== '0'; up++) {
      const line = await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '');
      if (line.includes(`--user-data-dir=${folder.path}/profiles/${session}`)) return true;
      const stat = await readFile(`/proc/${id}/stat`, 'latin1').catch(() => '');
      id = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
    }
    return false;
  }
}
