import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Letter } from './letters.js';
import type { PhoneMessage, SentMessage } from './messages.js';
import type { Phone } from './phone.js';
import { type Body, page, problem, read, same, time, whole, words } from './plumbing.js';
import { Refusal } from './refusal.js';
import { DEFAULTS, type WorldSettings } from './settings.js';
import { readVote } from './votes.js';
import type { FaultKind, World } from './world.js';

const STATUS = { 'not-found': 404, 'illegal-state': 409, validation: 400, unprocessable: 422 };
const FAULTS: FaultKind[] = [
  'disconnect',
  'logout',
  'ban',
  'restrict',
  'freeze',
  'replace',
  'restart',
  'error',
  'cut-after-send',
  'cut-before-send',
  'cut-at-login',
];

interface Call {
  world: World;
  parts: string[];
  query: URLSearchParams;
  body: Body;
  response: ServerResponse;
}
type Route = [method: string, path: RegExp, handle: (call: Call) => unknown];

/** The simulator's control API over this world: same paths, same JSON, and a few paths more for what only this world has. */
export function control(world: World, token: string | undefined) {
  return (request: IncomingMessage, response: ServerResponse) => {
    void answer(world, token, request, response).catch((error: unknown) => {
      if (error instanceof Refusal) return problem(response, STATUS[error.slug], error.slug, error.message);
      world.failed(error);
      return problem(response, 500, 'internal', 'Something broke on our side.');
    });
  };
}

const ROUTES: Route[] = [
  ['GET', /^\/health$/, () => ({ status: 'ok' })],
  ['GET', /^\/api\/simulator\/phones$/, listPhones],
  ['GET', /^\/api\/simulator\/phones\/([^/]+)$/, ({ world, parts: [number] }) => view(world.phone(number as string))],
  ['PATCH', /^\/api\/simulator\/phones\/([^/]+)$/, changePhone],
  [
    'POST',
    /^\/api\/simulator\/phones\/([^/]+)\/scan$/,
    ({ world, parts: [number], body }) => world.phone(number as string).scan(words(body, 'qr')),
  ],
  ['GET', /^\/api\/simulator\/phones\/([^/]+)\/messages$/, listMessages],
  ['GET', /^\/api\/simulator\/phones\/([^/]+)\/messages\/([^/]+)\/media$/, download],
  ['GET', /^\/api\/simulator\/phones\/([^/]+)\/sent$/, listSent],
  [
    'GET',
    /^\/api\/simulator\/phones\/([^/]+)\/chatstates$/,
    ({ world, parts: [number] }) => ({
      items: world.phone(number as string).chatstates.map(({ from, state, at }) => ({ from: `+${from}`, state, at: time(at) })),
    }),
  ],
  ['POST', /^\/api\/simulator\/phones\/([^/]+)\/send$/, send],
  ['POST', /^\/api\/simulator\/phones\/([^/]+)\/type$/, type],
  ['POST', /^\/api\/simulator\/phones\/([^/]+)\/reinstall$/, ({ world, parts: [number] }) => world.phone(number as string).reinstall()],
  [
    'POST',
    /^\/api\/simulator\/phones\/([^/]+)\/forget-sessions$/,
    ({ world, parts: [number] }) => world.phone(number as string).forgetSessions(),
  ],
  ['GET', /^\/api\/simulator\/world$/, ({ world }) => world.settings],
  ['PUT', /^\/api\/simulator\/world$/, ({ world, body }) => Object.assign(world.settings, settings(body, Object.keys(DEFAULTS)))],
  ['POST', /^\/api\/simulator\/world\/reset$/, ({ world }) => world.reset()],
  [
    'POST',
    /^\/api\/simulator\/world\/unavailable$/,
    ({ world, body }) => {
      world.unavailableUntil = world.now() + whole(body, 'forMs');
    },
  ],
  ['POST', /^\/api\/simulator\/sessions\/([^/]+)\/fault$/, fault],
  ['PUT', /^\/api\/simulator\/sessions\/([^/]+)\/settings$/, changeSession],
  ['PUT', /^\/api\/simulator\/media$/, changeMedia],
  ['GET', /^\/api\/simulator\/stats$/, stats],
];

async function answer(world: World, token: string | undefined, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://x');
  if (token && url.pathname !== '/health' && !same(request.headers.authorization ?? '', `Bearer ${token}`)) {
    return problem(response, 401, 'not-signed-in', 'The bearer token is missing or wrong.');
  }
  let known = false;
  for (const [method, path, handle] of ROUTES) {
    const found = path.exec(url.pathname);
    if (!found) continue;
    known = true;
    if (method !== request.method) continue;
    const body = method === 'GET' ? {} : await read(request);
    const result = await handle({ world, parts: found.slice(1).map(decodeURIComponent), query: url.searchParams, body, response });
    if (response.headersSent) return;
    if (result === undefined) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    return;
  }
  if (known) return problem(response, 405, 'method-not-allowed', 'This address does not take that method.');
  return problem(response, 404, 'not-found', 'There is no such thing here.');
}

// ---- phones ----

const view = (phone: Phone) => ({
  number: `+${phone.number}`,
  online: phone.online,
  received: phone.received,
  sessions: [...phone.devices.values()].map((device) => ({ senderId: `${phone.number}:${device.id}`, connected: device.session !== null })),
  registered: phone.registered,
  lid: phone.lid,
  addressing: phone.addressing,
  blocks: [...phone.blocks].map((number) => `+${number}`),
  readAfterMs: phone.readAfterMs,
  deliverAfterMs: phone.deliverAfterMs,
  replyWith: phone.replyWith,
});

function listPhones({ world, query }: Call) {
  const digits = (query.get('search') ?? '').replaceAll(/\D/g, '');
  const all = world.allPhones.filter((phone) => phone.number.includes(digits)).reverse();
  return { ...page(all, query, (phone) => phone.age, view), total: all.length };
}

function changePhone({ world, parts: [number], body }: Call) {
  const phone = world.phone(number as string);
  phone.known = true;
  const optional = <T extends string | number | boolean>(
    name: string,
    kind: 'string' | 'number' | 'boolean',
    apply: (value: T) => void,
  ) => {
    const value = body[name];
    if (value === undefined || value === null) return;
    const is = typeof value;
    if (is !== kind) throw new Refusal('validation', `${name} must be a ${kind}.`);
    apply(value as T);
  };
  const { blocks } = body;
  if (blocks !== undefined && blocks !== null) {
    if (!Array.isArray(blocks)) throw new Refusal('validation', 'blocks must be a list of numbers.');
    const numbers = blocks.map((text) => world.phone(String(text)).number);
    phone.blocks.clear();
    for (const blocked of numbers) phone.blocks.add(blocked);
  }
  optional<number>('readAfterMs', 'number', (value) => {
    phone.readAfterMs = value;
  });
  optional<number>('deliverAfterMs', 'number', (value) => {
    phone.deliverAfterMs = value;
  });
  optional<number>('unreadable', 'number', (value) => {
    phone.unreadable = value;
  });
  optional<string>('replyWith', 'string', (value) => {
    phone.replyWith = value || null;
  });
  optional<string>('name', 'string', (value) => {
    phone.name = value;
  });
  optional<string>('addressing', 'string', (value) => {
    if (value !== 'pn' && value !== 'lid' && value !== 'hidden') throw new Refusal('validation', 'addressing must be pn, lid or hidden.');
    phone.addressing = value;
  });
  optional<boolean>('readReceipts', 'boolean', (value) => {
    phone.readReceipts = value ? 'all' : 'none';
  });
  optional<boolean>('registered', 'boolean', (value) => {
    phone.registered = value;
  });
  optional<boolean>('online', 'boolean', (value) => {
    phone.online = value;
  });
  return view(phone);
}

function listMessages({ world, parts: [number], query }: Call) {
  const phone = world.phone(number as string);
  const direction = query.get('direction') ?? 'in';
  if (!['in', 'out', 'all'].includes(direction)) throw new Refusal('validation', 'direction is in, out or all.');
  if (direction === 'in')
    return page(
      phone.messages.reverse(),
      query,
      (message) => Number(message.id),
      (message) => show(phone, message, query.get('network')),
    );
  // For people who look at a phone: the newest of both, without further pages.
  const limit = Math.min(Number(query.get('limit') ?? '50') || 50, 500);
  const written = phone.sent.map((message, index) => showSent(phone, message, index + 1));
  const received = direction === 'all' ? phone.messages.map((message) => show(phone, message, query.get('network'))) : [];
  const newest = [...received, ...written].sort((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
  return { items: newest.slice(0, limit), nextCursor: null };
}

/** A message that was written on the phone, in the shape of those that came. */
const showSent = (phone: Phone, message: SentMessage, place: number) => ({
  id: `w${place}`,
  providerId: message.providerId,
  from: `+${phone.number}`,
  to: `+${message.to}`,
  direction: 'out',
  kind: message.kind,
  text: message.text,
  media: null,
  at: time(message.at),
  deliveredAt: time(message.deliveredAt),
  readAt: time(message.readAt),
  copies: 1,
});

function show(phone: Phone, message: PhoneMessage, network: string | null) {
  const { media, file } = message;
  return {
    id: message.id,
    providerId: message.providerId,
    from: `+${message.from}`,
    to: `+${phone.number}`,
    direction: 'in',
    kind: message.kind,
    text: message.text,
    media: media && {
      kind: media.kind,
      type: media.type,
      bytes: file?.length ?? Number(media.message.fileLength ?? 0),
      sha256: file ? createHash('sha256').update(file).digest('hex') : Buffer.from(media.message.fileSha256 ?? []).toString('hex'),
      fileName: media.fileName,
      url: `/api/simulator/phones/${phone.number}/messages/${message.id}/media${network ? `?network=${network}` : ''}`,
    },
    at: time(message.at),
    deliveredAt: time(message.deliveredAt),
    readAt: time(message.readAt),
    playedAt: time(message.playedAt),
    copies: message.copies,
    about: message.about,
    edited: message.edited,
    revoked: message.revoked,
    // As the library's protobufs have it, bytes in base64.
    content: message.content,
  };
}

function download({ world, parts: [number, id], response }: Call) {
  const message = world.phone(number as string).messages.find((candidate) => candidate.id === id);
  if (!message?.file) throw new Refusal('not-found', 'The phone has no such message with a file.');
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': message.file.length }).end(message.file);
}

function listSent({ world, parts: [number], query }: Call) {
  const all = world
    .phone(number as string)
    .sent.map((message, index) => ({ ...message, index: index + 1 }))
    .reverse();
  return page(
    all,
    query,
    (message) => message.index,
    (message: SentMessage) => ({
      providerId: message.providerId,
      to: `+${message.to}`,
      kind: message.kind,
      text: message.text,
      at: time(message.at),
      deliveredAt: time(message.deliveredAt),
      readAt: time(message.readAt),
      bySession: message.bySession,
      retries: message.retries,
    }),
  );
}

async function send({ world, parts: [number], body }: Call) {
  const letter: Letter = { ...(body as unknown as Letter), to: words(body, 'to') };
  // Whole messages as protobufs are for tests in this process.
  delete letter.content;
  const file = body.file as { name?: string; type?: string; data?: string; voice?: boolean; sticker?: boolean } | undefined | null;
  if (file) {
    const data = Buffer.from(file.data ?? '', 'base64');
    if (!data.length || data.length > 16 << 20) throw new Refusal('validation', 'A file has 1 byte to 16 MB.');
    letter.file = {
      name: file.name ?? 'file',
      type: file.type ?? 'application/octet-stream',
      data,
      voice: file.voice,
      sticker: file.sticker,
    };
  } else delete letter.file;
  letter.vote = readVote(body.vote);
  return { providerId: await world.phone(number as string).send(letter) };
}

function type({ world, parts: [number], body }: Call) {
  const state = (body.state ?? 'composing') as 'composing' | 'paused' | 'recording';
  if (!['composing', 'paused', 'recording'].includes(state))
    throw new Refusal('validation', 'state must be composing, paused or recording.');
  world.phone(number as string).type(words(body, 'to'), state);
}

// ---- world ----

function fault({ world, parts: [session], body }: Call) {
  const kind = body.kind as FaultKind;
  if (!FAULTS.includes(kind)) throw new Refusal('validation', `kind must be one of ${FAULTS.join(', ')}.`);
  const forMs = body.forMs === undefined || body.forMs === null ? undefined : whole(body, 'forMs');
  world.fault(session as string, kind, { forMs, code: body.code === undefined ? undefined : String(body.code) });
}

function changeSession({ world, parts: [session], body }: Call) {
  const devices = world.devices(session as string);
  if (!devices.length) throw new Refusal('not-found', 'No session is linked to that number.');
  const change = settings(body, ['latencyMs', 'ackDelayMs', 'dropAckRate', 'lostReceiptRate', 'dropLookups', 'duplicateEventRate']);
  for (const device of devices) Object.assign(device.settings, change);
}

function changeMedia({ world, body }: Call) {
  if (typeof body.refusesUploads === 'boolean') world.media.refusesUploads = body.refusesUploads;
  if (typeof body.refusesDownloads === 'boolean') world.media.refusesDownloads = body.refusesDownloads;
  const { refusesUploads, refusesDownloads, uploads, downloads } = world.media;
  return { refusesUploads, refusesDownloads, uploads, downloads };
}

function stats({ world }: Call) {
  const { accepted, delivered, read, repeats, replaced, retries } = world.sums;
  return {
    accepted,
    delivered,
    read,
    phones: world.allPhones.length,
    duplicatesSuppressed: repeats,
    replaced,
    retries,
    failures: world.failures.length,
  };
}

/** Of a body the fields that are settings; a wrong one is a refusal, and nothing changes. */
function settings(body: Body, names: string[]): Partial<WorldSettings> {
  const change: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (value === null) continue;
    if (!names.includes(name)) throw new Refusal('validation', `There is no setting ${name}.`);
    const before = DEFAULTS[name as keyof WorldSettings];
    if (typeof value !== typeof before) throw new Refusal('validation', `${name} must be a ${typeof before}.`);
    if (typeof value === 'number' && (value < 0 || (name.endsWith('Rate') && value > 1)))
      throw new Refusal('validation', `${name} is out of its range.`);
    if (name === 'unregisteredAck' && value !== 'silent' && value !== 'error')
      throw new Refusal('validation', 'unregisteredAck must be silent or error.');
    change[name] = value;
  }
  return change;
}
