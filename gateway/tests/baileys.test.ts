// One long story per test, because each needs a linked session and that costs a second.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Event, Outcome, SentContent } from '../src/wire.ts';
import { Listening, RunningGateway, temporaryFolder } from './support/gateway.ts';
import { type Database, database, outage } from './support/postgres.ts';
import { program } from './support/program.ts';
import { hasStandin, whatsApp } from './support/standin.ts';

const business = '5511987654321';
const ana = '5521998877665';
const key = randomBytes(32).toString('base64');

let db: Database;
let certificates: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let world: Awaited<ReturnType<typeof whatsApp>>;
let gateway: RunningGateway;
let listening: Listening;
let session: string;
let ids = 0;

describe.skipIf(!hasStandin)('Baileys behind the gateway', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    db = await database();
    certificates = await temporaryFolder();
  });
  afterAll(async () => {
    await db?.remove();
    await certificates?.remove();
  });
  beforeEach(async () => {
    session = randomUUID();
    folder = await temporaryFolder();
    world = await whatsApp(certificates.path);
    await startGateway();
  });
  afterEach(async () => {
    await listening?.stop();
    await gateway?.kill();
    await world?.stop();
    await folder?.remove();
  });

  async function startGateway(env: Record<string, string> = {}): Promise<void> {
    gateway = await RunningGateway.start(await program('../../src/main'), {
      GATEWAY_DIR: folder.path,
      GATEWAY_DATABASE_URL: db.url,
      GATEWAY_KEY: key,
      GATEWAY_CONNECT_TIMEOUT_MS: '10000',
      GATEWAY_QUERY_TIMEOUT_MS: '3000',
      BAILEYS_WS_URL: world.socketUrl,
      NODE_EXTRA_CA_CERTS: world.certificatePath,
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

  async function inStore(sql: string, id: string): Promise<void> {
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    expect((await client.query(sql, [id])).rowCount).toBe(1);
    await client.end();
  }

  async function linked(): Promise<void> {
    await start();
    const { qr } = await state('wait_qr');
    await world.phone(business).scan(qr as string);
    await state('connected');
  }

  it('pairs by QR, sends with the id that was chosen, and tells what became of it', async () => {
    await linked();
    expect(states().map((event) => event.state)).toEqual(['booting', 'wait_qr', 'booting', 'connected']);
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

  it('hears what a person writes, by number and by hidden identity, once', async () => {
    await linked();
    const id = await world.phone(ana).send({ to: business, text: 'Is it open today?' });
    const event = await listening.until((one) => one.id === `m.${id}`);
    expect(event).toMatchObject({ type: 'message', providerId: id, from: `+${ana}`, content: { kind: 'text', text: 'Is it open today?' } });
    world.phone(ana).addressing = 'lid';
    const second = await world.phone(ana).send({ to: business, text: 'And tomorrow?' });
    expect(await listening.until((one) => one.id === `m.${second}`)).toMatchObject({ from: `+${ana}`, lid: `${world.phone(ana).lid}@lid` });
    const reply = await text('Yes, until six.', { replyTo: second });
    expect(await heardBy(ana, reply.providerId)).toMatchObject({ text: 'Yes, until six.', about: second });
    expect(listening.events.filter((one) => one.type === 'message')).toHaveLength(2);
  });

  it('is back without a QR after a stop, and after a kill', async () => {
    await linked();
    await gateway.ask('DELETE', `/sessions/${session}?fence=1`);
    const { seq } = await state('disconnected');
    await start();
    await state('connected', seq);
    await gateway.kill();
    await listening.stop();
    await startGateway();
    const before = listening.last;
    await start(2);
    await state('connected', Math.max(before, seq + 2));
    expect(states().filter((event) => event.state === 'wait_qr')).toHaveLength(1);
    expect(
      await gateway.ask('POST', `/sessions/${session}/messages`, {
        fence: 2,
        id: nextId(),
        to: `+${ana}`,
        content: { kind: 'text', text: 'back' },
      }),
    ).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('pairs by code', async () => {
    await start();
    await state('wait_qr');
    expect((await gateway.call('POST', `/sessions/${session}/pairing-code`, { fence: 1 })).status).toBe(204);
    const { code } = await state('wait_code');
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    await world.phone(business).scan(code as string);
    await state('connected');
  });

  it('refuses the phone of another number, which is told to unlink', async () => {
    await start();
    const { qr } = await state('wait_qr');
    await world.phone('5531955554444').scan(qr as string);
    expect(await state('disconnected')).toMatchObject({ reason: 'wrong-phone' });
    await world.until(() => world.phone('5531955554444').devices.size === 0);
    const { seq } = states().at(-1) as Event;
    await start();
    await state('wait_qr', seq);
  });

  it('says each kind of content', async () => {
    await linked();
    const file = randomBytes(20_000);
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect((await gateway.call('PUT', `/media/${sha256}`, file)).status).toBe(204);
    const media = (type: string, fileName: string) => ({ sha256, type, bytes: file.length, fileName });
    const contents: SentContent[] = [
      { kind: 'image', text: 'The new shop', media: media('image/jpeg', 'shop.jpg') },
      { kind: 'video', text: 'A tour', media: media('video/mp4', 'tour.mp4') },
      { kind: 'audio', media: media('audio/mpeg', 'song.mp3') },
      { kind: 'voice', media: media('audio/ogg', 'voice.ogg') },
      { kind: 'document', text: 'Your invoice', media: media('application/pdf', 'invoice.pdf') },
      { kind: 'sticker', media: media('image/webp', 'sticker.webp') },
      { kind: 'location', location: { latitude: -23.56, longitude: -46.65, name: 'Shop', address: 'Av. Paulista 1578' } },
      { kind: 'contact', contact: { name: 'Bruno Lima', phones: ['+5511912345678'], organization: 'Lima Ltda' } },
      { kind: 'poll', text: 'When shall we deliver?', pollOptions: ['Morning', 'Evening'] },
      { kind: 'text', text: 'Hi @5521998877665', mentions: [`+${ana}`] },
    ];
    for (const content of contents) {
      const outcome = await send(content);
      expect(outcome, content.kind).toMatchObject({ outcome: 'accepted' });
      const message = await heardBy(ana, outcome.providerId);
      if (content.media) await world.until(() => message.file);
      if (content.media)
        expect(
          createHash('sha256')
            .update(message.file as Buffer)
            .digest('hex'),
        ).toBe(sha256);
      if (content.text) expect(message.text).toContain(content.text);
    }
    const heard = await world.phone(ana).send({ to: business, text: 'Thanks' });
    await listening.until((event) => event.id === `m.${heard}`);
    const reaction = await send({ kind: 'reaction', text: '👍' }, { replyTo: heard });
    expect(reaction).toMatchObject({ outcome: 'accepted' });
    await world.until(() => JSON.stringify(world.phone(ana).messages.map((message) => message.content)).includes('👍'));
    expect(await send({ kind: 'image', media: { ...media('image/jpeg', 'x.jpg'), sha256: '0'.repeat(64) } })).toMatchObject({
      outcome: 'refused',
      reason: 'media-missing',
      fault: 'content',
    });
  });

  it('hears each kind of content, and fetches its file when it is asked for', async () => {
    await linked();
    const phone = world.phone(ana);
    const data = randomBytes(30_000);
    for (const [type, voice, kind] of [
      ['image/png', false, 'image'],
      ['video/mp4', false, 'video'],
      ['audio/ogg', true, 'voice'],
      ['application/pdf', false, 'document'],
    ] as const) {
      const id = await phone.send({
        to: business,
        text: kind === 'voice' ? undefined : 'see',
        file: { name: 'file.bin', type, data, voice },
      });
      const event = (await listening.until((one) => one.id === `m.${id}`)) as Extract<Event, { type: 'message' }>;
      expect(event.content).toMatchObject({ kind, media: { bytes: data.length } });
      const answer = await gateway.call('GET', `/sessions/${session}/media/${event.media}`);
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(data)).toBe(true);
    }
    for (const [letter, content] of [
      [
        { location: { latitude: -23.5, longitude: -46.6, name: 'Here' } },
        { kind: 'location', location: { latitude: -23.5, longitude: -46.6, name: 'Here' } },
      ],
      [
        { contact: { name: 'Bruno', phone: '+5511912345678' } },
        { kind: 'contact', contact: { name: 'Bruno', phones: ['+5511912345678'] } },
      ],
    ] as const) {
      const id = await phone.send({ to: business, ...letter });
      expect(await listening.until((one) => one.id === `m.${id}`)).toMatchObject({ content });
    }
    const sent = await text('react to this');
    await heardBy(ana, sent.providerId);
    const id = await phone.send({ to: business, reaction: { to: sent.providerId, text: '❤️' } });
    expect(await listening.until((one) => one.id === `m.${id}`)).toMatchObject({
      content: { kind: 'reaction', text: '❤️' },
      replyTo: sent.providerId,
    });
  });

  it('hears a vote as an answer to its poll, by number and by hidden identity, and nothing of one that is taken back', async () => {
    await linked();
    const poll = await send({ kind: 'poll', text: 'When shall we deliver?', pollOptions: ['Morning', 'Evening'] });
    await heardBy(ana, poll.providerId);
    const vote = (...options: string[]) => world.phone(ana).send({ to: business, vote: { poll: poll.providerId, options } });
    const voted = async (id: string) => listening.until((event) => event.id === `m.${id}`);
    const first = await vote('Evening');
    expect(await voted(first)).toMatchObject({
      type: 'message',
      providerId: first,
      from: `+${ana}`,
      content: { kind: 'text', text: 'Evening' },
      replyTo: poll.providerId,
    });
    await vote();
    world.phone(ana).addressing = 'lid';
    const second = await vote('Morning');
    expect(await voted(second)).toMatchObject({
      from: `+${ana}`,
      lid: `${world.phone(ana).lid}@lid`,
      content: { kind: 'text', text: 'Morning' },
      replyTo: poll.providerId,
    });
    expect(listening.events.filter((event) => event.type === 'message')).toHaveLength(2);
    // Phones show a vote as a part of its poll, so who answers it answers that.
    const reply = await text('In the morning, then.', { replyTo: second });
    expect(await heardBy(ana, reply.providerId)).toMatchObject({ text: 'In the morning, then.', about: poll.providerId });

    const hidden = world.phone('5521944443333');
    hidden.addressing = 'hidden';
    const hello = await hidden.send({ to: business, text: 'Who am I?' });
    await voted(hello);
    const other = await send({ kind: 'poll', text: 'Shall we call?', pollOptions: ['Yes', 'No'] }, { to: `${hidden.lid}@lid` });
    await heardBy(hidden.number, other.providerId);
    const third = await hidden.send({ to: business, vote: { poll: other.providerId, options: ['No'] } });
    expect(await voted(third)).toMatchObject({ from: `${hidden.lid}@lid`, content: { text: 'No' }, replyTo: other.providerId });
    expect(world.failures).toEqual([]);
  });

  it('hears votes in polls that the phone itself sent, also before it was linked, and none in a poll that it does not remember', async () => {
    const options = ['Red', 'Green', 'Blue'].map((optionName) => ({ optionName }));
    const content = () => ({
      pollCreationMessage: { name: 'Which colours?', options, selectableOptionsCount: 0 },
      messageContextInfo: { messageSecret: randomBytes(32) },
    });
    const vote = (poll: string, ...chosen: string[]) => world.phone(ana).send({ to: business, vote: { poll, options: chosen } });
    const before = await world.phone(business).send({ to: ana, content: content() });
    await linked();
    await listening.until((event) => event.type === 'history');
    const after = await world.phone(business).send({ to: ana, content: content() });
    await listening.until((event) => event.id === `e.${after}`);
    for (const poll of [before, after]) {
      const id = await vote(poll, 'Blue', 'Red');
      expect(await listening.until((event) => event.id === `m.${id}`)).toMatchObject({ content: { text: 'Red, Blue' }, replyTo: poll });
    }
    // What the phone itself chooses is told as what it writes.
    const question = await world.phone(ana).send({ to: business, content: content() });
    await listening.until((event) => event.id === `m.${question}`);
    const own = await world.phone(business).send({ to: ana, vote: { poll: question, options: ['Green'] } });
    expect(await listening.until((event) => event.id === `e.${own}`)).toMatchObject({ to: `+${ana}`, content: { text: 'Green' } });

    await inStore('DELETE FROM gateway.messages WHERE id = $1', after);
    await vote(after, 'Green');
    const last = await world.phone(ana).send({ to: business, text: 'Did you get it?' });
    await listening.until((event) => event.id === `m.${last}`);
    expect(listening.events.filter((event) => event.type === 'message')).toHaveLength(4);
  });

  it('tells what a person sends in a form that the wire has no kind for', async () => {
    await linked();
    const invite = { groupJid: '120363000000000000@g.us', inviteCode: 'x' };
    const send = (content: Record<string, unknown>) => world.phone(ana).send({ to: business, content });
    const nameless = await send({ groupInviteMessage: invite });
    const named = await send({ groupInviteMessage: { ...invite, groupName: 'Football', caption: 'Come along' } });
    const poll = { name: 'Which colours?', options: [{ optionName: 'Red' }, { optionName: 'Blue' }], selectableOptionsCount: 1 };
    const question = await send({
      pollCreationMessageV4: { message: { pollCreationMessage: poll } },
      messageContextInfo: { messageSecret: randomBytes(32) },
    });
    await send({ pinInChatMessage: { key: { id: nameless }, type: 1 } });
    const last = await world.phone(ana).send({ to: business, text: 'Did you get it?' });
    await listening.until((event) => event.id === `m.${last}`);
    const heard = listening.events.flatMap((event) => (event.type === 'message' ? [[event.providerId, event.content]] : []));
    expect(heard).toEqual([
      [nameless, { kind: 'unsupported', text: 'groupInviteMessage' }],
      [named, { kind: 'text', text: 'Football\nCome along' }],
      [question, { kind: 'poll', text: 'Which colours?', pollOptions: ['Red', 'Blue'] }],
      [last, { kind: 'text', text: 'Did you get it?' }],
    ]);
  });

  it('tells a vote again that a crash left untold', async () => {
    await linked();
    const poll = await send({ kind: 'poll', text: 'When shall we deliver?', pollOptions: ['Morning', 'Evening'] });
    await heardBy(ana, poll.providerId);
    world.phone(ana).addressing = 'lid';
    const id = await world.phone(ana).send({ to: business, vote: { poll: poll.providerId, options: ['Morning'] } });
    const told = await listening.until((event) => event.id === `m.${id}`);
    await gateway.kill();
    await listening.stop();
    // As if it had ended between the store and the spool.
    await inStore('UPDATE gateway.messages SET settled = false WHERE id = $1', id);
    await folder.remove();
    folder = await temporaryFolder();
    await startGateway();
    await start(2);
    const { seq: _, ...again } = (await listening.until((event) => event.id === `m.${id}`)) as Event & { seq: number };
    const { seq: __, ...before } = told as Event & { seq: number };
    expect(again).toEqual(before);
  });

  it('tells what the phone itself sends', async () => {
    await linked();
    const id = await world.phone(business).send({ to: ana, text: 'From my pocket' });
    expect(await listening.until((event) => event.id === `e.${id}`)).toMatchObject({
      type: 'echo',
      to: `+${ana}`,
      content: { kind: 'text', text: 'From my pocket' },
    });
    // Of a hidden identity the number is known once we wrote to it.
    await text('hello');
    world.phone(ana).addressing = 'lid';
    const second = await world.phone(business).send({ to: ana, text: 'And again' });
    expect(await listening.until((event) => event.id === `e.${second}`)).toMatchObject({ to: `+${ana}` });
  });

  it('brings the history of before it was linked', async () => {
    const before = await world.phone(ana).send({ to: business, text: 'From long ago' });
    await world.until(() => world.phone(business).messages.some((message) => message.providerId === before));
    await linked();
    const history = (await listening.until((event) => event.type === 'history')) as Extract<Event, { type: 'history' }>;
    expect(history.received).toMatchObject([{ providerId: before, from: `+${ana}`, content: { kind: 'text', text: 'From long ago' } }]);
  });

  it('fetches the pieces of history again that a kill left untold', async () => {
    await world.phone(ana).send({ to: business, text: 'From long ago' });
    await linked();
    const first = (await listening.until((event) => event.type === 'history')) as Extract<Event, { type: 'history' }>;
    await gateway.ask('POST', '/events/ack', { seq: first.seq });
    await gateway.kill('SIGTERM');
    await listening.stop();
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    try {
      const of = "FROM gateway.messages WHERE origin = 'history' AND session = $1";
      expect((await client.query(`SELECT 1 ${of}`, [session])).rowCount).toBeGreaterThan(0);
      await client.query("UPDATE gateway.messages SET settled = false WHERE origin = 'history' AND session = $1", [session]);
      await startGateway();
      await start(2);
      const again = await listening.until((event) => event.type === 'history' && event.seq > first.seq);
      expect(again).toMatchObject({ id: first.id, received: first.received });
      await expect.poll(async () => (await client.query(`SELECT 1 ${of} AND NOT settled`, [session])).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('knows who is on WhatsApp, and does not write to who is not', async () => {
    await linked();
    world.phone('5521911112222').registered = false;
    expect(await gateway.ask('POST', `/sessions/${session}/check`, { fence: 1, numbers: [`+${ana}`, '+5521911112222'] })).toEqual({
      numbers: { [`+${ana}`]: true, '+5521911112222': false },
    });
    expect(await text('hello?', { to: '+5521911112222' })).toMatchObject({
      outcome: 'refused',
      reason: 'recipient-not-on-whatsapp',
      fault: 'recipient',
    });
    world.settings.dropLookups = true;
    expect(await text('hello?', { to: '+5521933334444' })).toMatchObject({ outcome: 'retry', reason: 'timeout' });
    expect(await gateway.ask('POST', `/sessions/${session}/check`, { fence: 1, numbers: ['+5521955556666'] })).toEqual({ numbers: {} });
  });

  it.each([
    ['logout', 'logged_out', 'sender-logged-out'],
    ['ban', 'banned', 'sender-banned'],
    ['replace', 'disconnected', 'sender-replaced'],
    ['disconnect', 'disconnected', 'connection-lost'],
    ['error', 'disconnected', 'connection-lost'],
  ])('says what %s makes of the session', async (fault, becomes, reason) => {
    await linked();
    world.fault(business, fault);
    expect(await state(becomes)).toMatchObject({ reason });
    const { seq } = states().at(-1) as Event;
    await start();
    await state(becomes === 'logged_out' ? 'wait_qr' : becomes === 'banned' ? 'banned' : 'connected', seq);
  });

  it('follows a restart that the network asks for', async () => {
    await linked();
    const { seq } = states().at(-1) as Event;
    world.fault(business, 'restart');
    await state('connected', seq);
    expect(
      states()
        .map((event) => event.state)
        .slice(-2),
    ).toEqual(['booting', 'connected']);
  });

  it('gives up a network that answers with 503, and is back when it is asked to', async () => {
    world.unavailableUntil = Date.now() + 60_000;
    await start();
    expect(await state('disconnected')).toMatchObject({ reason: 'network-failure' });
    world.unavailableUntil = 0;
    await start();
    await state('wait_qr');
  });

  it('knows what may have left when the connection is cut, and sends it only once', async () => {
    await linked();
    await text('first');
    for (const [fault, reached] of [
      ['cut-after-send', true],
      ['cut-before-send', false],
    ] as const) {
      const id = nextId();
      world.fault(business, fault);
      const { seq } = states().at(-1) as Event;
      expect(await text(fault, { id })).toMatchObject({ outcome: 'unknown' });
      await state('disconnected', seq);
      await start();
      await state('connected', seq);
      if (reached) await heardBy(ana, id);
      expect(await text(fault, { id })).toMatchObject({ outcome: 'accepted', providerId: id });
      const message = await heardBy(ana, id);
      expect(world.phone(ana).messages.filter((one) => one.providerId === id)).toHaveLength(1);
      expect(message.text).toBe(fault);
    }
  });

  it('does not know what an answer that never comes would have said, and settles it when it comes late', async () => {
    await linked();
    Object.assign(world.settings, { dropAckRate: 1, lostReceiptRate: 1 });
    expect(await text('no ack', { deadlineMs: 700 })).toMatchObject({ outcome: 'unknown', reason: 'timeout' });
    // What has arrived was taken, whether the network said so or not.
    world.settings.lostReceiptRate = 0;
    expect(await text('no ack, and a receipt', { deadlineMs: 5000 })).toMatchObject({ outcome: 'accepted' });
    Object.assign(world.settings, { dropAckRate: 0, ackDelayMs: 1200, deliverAfterMs: 1500 });
    const id = nextId();
    expect(await text('late ack', { id, deadlineMs: 600 })).toMatchObject({ outcome: 'unknown' });
    await listening.until((event) => event.type === 'receipt' && event.providerIds.includes(id));
  });

  it('writes nothing any more of a message that it gave up, however late the network answers what it asked before', async () => {
    await linked();
    await text('hello'); // whose devices and keys are known
    const bruno = '5521900007777';
    world.settings.latencyMs = 900;
    // The number is looked up, then its devices, then their keys: the time is over before the last of the three.
    const late = nextId();
    expect(await text('given up', { id: late, to: `+${bruno}`, deadlineMs: 2000 })).toMatchObject({ outcome: 'retry' });
    const marker = await text('marker', { to: `+${bruno}`, deadlineMs: 15_000 });
    expect(marker).toMatchObject({ outcome: 'accepted' });
    await heardBy(bruno, marker.providerId);
    expect(world.phone(bruno).messages.map((message) => message.text)).toEqual(['marker']);
  });

  it('says whose fault a refusal is', async () => {
    await linked();
    world.fault(business, 'restrict');
    expect(await text('new chat', { to: '+5521900001111' })).toMatchObject({
      outcome: 'refused',
      reason: 'sender-restricted',
      fault: 'sender',
    });
  });

  it('sends again what a phone could not read', async () => {
    await linked();
    await text('first');
    world.phone(ana).unreadable = 1;
    const outcome = await text('read me again');
    expect(await heardBy(ana, outcome.providerId)).toMatchObject({ text: 'read me again' });
  });

  it('asks again for what it could not read', async () => {
    await linked();
    const id = await world.phone(ana).send({ to: business, text: 'garbled at first', garbled: true });
    const second = await world.phone(ana).send({ to: business, text: 'and one more' });
    expect(await listening.until((event) => event.id === `m.${id}`)).toMatchObject({ content: { text: 'garbled at first' } });
    await listening.until((event) => event.id === `m.${second}`);
  });

  it('loses nothing that was written while it was away, and tells it once', async () => {
    await linked();
    await gateway.kill();
    await listening.stop();
    const written = [];
    for (let n = 0; n < 10; n++) written.push(await world.phone(ana).send({ to: business, text: `while you were away ${n}` }));
    await startGateway();
    await start(2);
    for (const id of written) await listening.until((event) => event.id === `m.${id}`);
    expect(listening.events.filter((event) => event.type === 'message')).toHaveLength(10);
  });

  it('ends while it can keep nothing, and hears what came meanwhile once it is back', async () => {
    await linked();
    const { seq } = await state('connected');
    const over = await outage(db.url);
    const written = [];
    for (const who of [ana, '5521900008888'])
      written.push(await world.phone(who).send({ to: business, text: 'while nothing could be kept' }));
    expect(await state('disconnected', seq)).toMatchObject({ reason: 'network-failure' });
    await over();
    await start();
    for (const id of written) await listening.until((event) => event.id === `m.${id}`);
    expect(listening.events.filter((event) => event.type === 'message')).toHaveLength(2);
  });

  it('neither loses nor doubles a message when it is killed while messages go both ways', async () => {
    await linked();
    const stored = new Map<string, Event>();
    const accepted: string[] = [];
    const written: string[] = [];
    let fence = 1;
    for (let round = 0; round < Number(process.env.GATEWAY_KILLS ?? 4); round++) {
      let isDying = false;
      const writing = (async () => {
        while (!isDying) {
          written.push(await world.phone(ana).send({ to: business, text: `in ${written.length}` }));
          // The stand-in lives in this process, and has other work than this.
          await new Promise((resolve) => setTimeout(resolve, 15));
        }
      })();
      const pending: { id: string; words: string }[] = [];
      const sending = (async () => {
        for (let n = 0; n < 12; n++) {
          const one = { id: nextId(), words: `out ${round}.${n}` };
          pending.push(one);
          const outcome = await text(one.words, { id: one.id, fence }).catch(() => null);
          if (outcome?.outcome === 'accepted') {
            accepted.push(one.id);
            pending.splice(pending.indexOf(one), 1);
          }
          if (n === 6 + (round % 5)) isDying = true;
          if (isDying) {
            void gateway.kill();
            break;
          }
        }
        isDying = true;
      })();
      await sending;
      await writing;
      await gateway.kill();
      for (const event of listening.events) stored.set(event.id, event);
      await listening.stop();
      await startGateway();
      fence++;
      const from = listening.last;
      await start(fence);
      await listening.until(
        (event) => event.type === 'session' && event.state === 'connected' && event.fence === fence && event.seq > from,
      );
      for (const { id, words } of pending) {
        const again = await text(words, { id, fence });
        expect(again).toMatchObject({ outcome: 'accepted' });
        accepted.push(id);
      }
    }
    for (const id of accepted) await heardBy(ana, id);
    for (const id of written) await listening.when(() => stored.has(`m.${id}`) || listening.events.some((event) => event.id === `m.${id}`));
    const heard = world.phone(ana).messages.filter((message) => message.from === business);
    expect(new Set(heard.map((message) => message.providerId)).size).toBe(heard.length);
    expect(heard.map((message) => message.text).filter((words, n, all) => all.indexOf(words) !== n)).toEqual([]);
    expect(written.length).toBeGreaterThan(4);
  });

  it('gives its login up, at the phone too', async () => {
    await linked();
    await gateway.ask('DELETE', `/sessions/${session}?fence=1&logout=true`);
    expect((await state('logged_out')).reason).toBeUndefined();
    await world.until(() => world.phone(business).devices.size === 0);
  });

  it('gives its login up, at the phone too, when it is not started', async () => {
    await linked();
    await gateway.ask('DELETE', `/sessions/${session}?fence=1`);
    await state('disconnected');
    await gateway.ask('DELETE', `/sessions/${session}?fence=1&logout=true`);
    await state('logged_out');
    await world.until(() => world.phone(business).devices.size === 0);
  });

  it('moves to another session by a file, without a QR', async () => {
    await linked();
    await gateway.ask('DELETE', `/sessions/${session}?fence=1`);
    const passphrase = 'a passphrase, olá';
    const exported = await gateway.call('POST', `/sessions/${session}/export`, { passphrase });
    expect(exported.status).toBe(200);
    const file = new Uint8Array(await exported.arrayBuffer());
    session = randomUUID();
    const header = { 'parley-passphrase': Buffer.from(passphrase).toString('base64') };
    const refused = await gateway.call('POST', `/sessions/${session}/import`, file, { ...header, 'parley-phone': `+${ana}` });
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([400, 'other-number']);
    expect((await gateway.call('POST', `/sessions/${session}/import`, file, { ...header, 'parley-phone': `+${business}` })).status).toBe(
      204,
    );
    await start();
    await state('connected');
    expect(await text('from the other machine')).toMatchObject({ outcome: 'accepted' });
  });

  it('shows typing and marks as read', async () => {
    await linked();
    const id = await world.phone(ana).send({ to: business, text: 'hello' });
    await listening.until((event) => event.id === `m.${id}`);
    expect((await gateway.call('POST', `/sessions/${session}/typing`, { fence: 1, to: `+${ana}`, forMs: 50 })).status).toBe(204);
    await world.until(
      () =>
        world
          .phone(ana)
          .chatstates.map(({ state: shown }) => shown)
          .join() === 'composing,paused',
    );
    expect((await gateway.call('POST', `/sessions/${session}/read`, { fence: 1, from: `+${ana}`, providerIds: [id] })).status).toBe(204);
    await world.until(() => world.phone(ana).sent.find((message) => message.providerId === id)?.readAt);
  });
});
