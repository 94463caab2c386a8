import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Engine } from './engine.ts';
import { seal, unseal } from './export.ts';
import { describe, log } from './log.ts';
import type { MediaCache } from './media.ts';
import { Problem } from './problem.ts';
import { Unreadable } from './schema.ts';
import type { Sessions } from './sessions.ts';
import type { Spool } from './spool.ts';
import * as wire from './wire.ts';

export interface Rooms {
  engine: Engine;
  spool: Spool;
  sessions: Sessions;
  media: MediaCache;
  instance: string;
  secret: string;
  sendMs: number;
  heartbeatMs: number;
  /** The process is ending: no new work. */
  isStopping(): boolean;
}

const jsonBytes = 512 * 1024;
const loginBytes = 64 * 1024 * 1024;

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
}

type Handler = (call: Call, ...parts: string[]) => Promise<void>;

/** The wire's calls, as contracts/README.md lists them. */
export function serve(rooms: Rooms): Server {
  const { engine, spool, sessions, media } = rooms;

  const routes: [method: string, path: RegExp, handle: Handler][] = [
    ['GET', /^\/v1\/health$/, async ({ response }) => answer(response, 200, health(rooms))],
    [
      'PUT',
      /^\/v1\/sessions\/([^/]+)$/,
      async (call, id) => {
        const { phone, fence } = await read(call, wire.startBody);
        const session = await sessions.start(idOf(id), phone, fence);
        answer(call.response, 200, { id: session.id, state: session.state, fence: session.fence });
      },
    ],
    [
      'DELETE',
      /^\/v1\/sessions\/([^/]+)$/,
      async ({ query, response }, id) => {
        const fence = wholeOf(query, 'fence');
        const logout = query.get('logout') ?? 'false';
        if (logout !== 'true' && logout !== 'false') throw new Problem(400, 'body-unreadable', 'logout must be true or false.');
        await sessions.stop(idOf(id), fence, logout === 'true');
        nothing(response);
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/pairing-code$/,
      async (call, id) => {
        const { fence } = await read(call, wire.codeBody);
        await sessions.require(idOf(id), fence).askForCode();
        nothing(call.response);
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/messages$/,
      async (call, id) => {
        const message = await read(call, wire.sendBody);
        const session = sessions.require(idOf(id), message.fence);
        answer(call.response, 200, await session.send(message, message.deadlineMs ?? rooms.sendMs));
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/typing$/,
      async (call, id) => {
        const { fence, to, forMs } = await read(call, wire.typingBody);
        const session = sessions.require(idOf(id), fence);
        session.typing(to, forMs).catch((why) => log.warn('Typing could not be shown', { session: session.id, why: describe(why) }));
        nothing(call.response);
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/check$/,
      async (call, id) => {
        const { fence, numbers } = await read(call, wire.checkBody);
        answer(call.response, 200, { numbers: await sessions.require(idOf(id), fence).check(numbers) });
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/read$/,
      async (call, id) => {
        const { fence, from, providerIds } = await read(call, wire.readBody);
        await sessions.require(idOf(id), fence).read(from, providerIds);
        nothing(call.response);
      },
    ],
    [
      'GET',
      /^\/v1\/sessions\/([^/]+)\/media\/([^/]+)$/,
      async ({ response }, id, reference) => {
        const connection = sessions.find(idOf(id))?.connection;
        if (!connection) throw new Problem(503, 'not-connected', 'The session is not connected, so its files cannot be fetched now.');
        const file = await connection.media(decodeURIComponent(reference as string)).catch((why) => {
          throw new Problem(503, 'network-failure', `The network cannot be asked for the file now: ${describe(why)}`);
        });
        if (!file) throw new Problem(404, 'media-gone', 'The network keeps this file no longer.');
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        await pipeline(file, response);
      },
    ],
    [
      'HEAD',
      /^\/v1\/media\/([^/]+)$/,
      async ({ response }, sha256) => {
        response.writeHead((await media.find(hashOf(sha256))) ? 200 : 404).end();
      },
    ],
    [
      'PUT',
      /^\/v1\/media\/([^/]+)$/,
      async ({ request, response }, sha256) => {
        await media.put(hashOf(sha256), request);
        nothing(response);
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/export$/,
      async (call, id) => {
        const { passphrase } = await read(call, wire.exportBody);
        const login = await engine.exportLogin(restingSession(sessions, idOf(id)));
        if (!login) throw new Problem(404, 'session-unknown', 'This session has no login.');
        const file = await seal(login, engine.name, passphrase);
        call.response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.length }).end(file);
      },
    ],
    [
      'POST',
      /^\/v1\/sessions\/([^/]+)\/import$/,
      async ({ request, response }, id) => {
        const phone = request.headers['parley-phone'];
        const session = restingSession(sessions, idOf(id), phone === undefined ? undefined : wire.phoneOf(phone, 'Parley-Phone'));
        const { passphrase } = wire.exportBody({ passphrase: passphraseOf(request) }, '');
        await engine.importLogin(session, await unseal(await bytesOf(request, loginBytes), engine.name, passphrase));
        nothing(response);
      },
    ],
    ['GET', /^\/v1\/events$/, async ({ query, response }) => stream(spool, wholeOf(query, 'after', 0), rooms.heartbeatMs, response)],
    [
      'POST',
      /^\/v1\/events\/ack$/,
      async (call) => {
        const { seq } = await read(call, wire.ackBody);
        spool.ack(seq);
        nothing(call.response);
      },
    ],
  ];

  const secret = digest(rooms.secret);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    // Digests are of one length, so the comparison takes the same time whatever was given.
    if (!timingSafeEqual(digest(given), secret))
      throw new Problem(401, 'secret-wrong', 'The call needs the gateway’s secret as its bearer token.');
    const url = new URL(request.url ?? '/', 'http://gateway');
    const here = routes.filter(([, path]) => path.test(url.pathname));
    const route = here.find(([method]) => method === request.method);
    if (!route) throw new Problem(here.length > 0 ? 405 : 404, 'call-unknown', 'There is no such call.');
    if (rooms.isStopping() && request.method !== 'GET' && url.pathname !== '/v1/events/ack')
      throw new Problem(503, 'stopping', 'The gateway is stopping.');
    const [, ...parts] = route[1].exec(url.pathname) ?? [];
    await route[2]({ request, response, query: url.searchParams }, ...parts);
  }

  const server = createServer((request, response) => {
    // A caller that went away is no news.
    response.on('error', () => undefined);
    handle(request, response).catch((why) => refuse(response, why));
  });
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 70_000;
  server.requestTimeout = 0;
  return server;
}

function health({ engine, spool, sessions, instance }: Rooms): wire.Health {
  return {
    engine: engine.name,
    library: engine.library,
    wire: wire.wireVersion,
    instance,
    sessions: sessions.count,
    spool: spool.figures,
    memoryMb: Math.round(process.memoryUsage.rss() / 104_857.6) / 10,
    problem: spool.isFull ? 'spool-full' : engine.problem(),
  };
}

/** Events for as long as the caller listens, no faster than it reads. */
async function stream(spool: Spool, after: number, heartbeatMs: number, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  response.flushHeaders();
  let ring: () => void = () => undefined;
  let gone = false;
  response.on('close', () => {
    gone = true;
    ring();
  });
  const quiet = spool.onAppend(() => ring());
  try {
    let next = after;
    while (!gone) {
      const news = new Promise<void>((resolve) => {
        ring = resolve;
      });
      for await (const { lines, last } of spool.after(next)) {
        next = last;
        if (!response.write(lines)) await drained(response);
        if (gone) return;
      }
      if (spool.last > Math.max(next, spool.acked)) continue;
      const timer = setTimeout(() => {
        response.write('{}\n');
        ring();
      }, heartbeatMs);
      await news;
      clearTimeout(timer);
    }
  } finally {
    quiet();
    response.end();
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function restingSession(sessions: Sessions, id: string, phone?: string) {
  if (sessions.find(id)?.running) throw new Problem(409, 'session-running', 'Stop the session first: its login changes while it runs.');
  return sessions.stored(id, phone);
}

/** In a header because the body is the file: UTF-8 in base64. */
function passphraseOf(request: IncomingMessage): string {
  const header = request.headers['parley-passphrase'];
  return typeof header === 'string' ? Buffer.from(header, 'base64').toString('utf8') : '';
}

function idOf(id: string | undefined): string {
  if (!id || !wire.isSessionId(id))
    throw new Problem(400, 'body-unreadable', 'The session’s id must have 1 to 64 letters, digits, dashes or underscores.');
  return id;
}

function hashOf(sha256: string | undefined): string {
  if (!sha256 || !wire.isSha256(sha256))
    throw new Problem(400, 'body-unreadable', 'The address must end with a SHA-256 in lower-case hex.');
  return sha256;
}

function wholeOf(query: URLSearchParams, name: string, otherwise?: number): number {
  const text = query.get(name);
  if (text === null && otherwise !== undefined) return otherwise;
  const value = text ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < 0) throw new Problem(400, 'body-unreadable', `${name} must be a whole number.`);
  return value;
}

async function read<T>({ request }: Call, reader: (value: unknown, field: string) => T): Promise<T> {
  const bytes = await bytesOf(request, jsonBytes);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem(400, 'body-unreadable', 'The body must be JSON in UTF-8.');
  }
  return reader(value, '');
}

async function bytesOf(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = () => new Problem(413, 'too-large', `The body may have ${most} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, why: unknown): void {
  const problem =
    why instanceof Problem
      ? why
      : why instanceof Unreadable
        ? new Problem(400, 'body-unreadable', why.message)
        : new Problem(500, 'failed', 'The gateway failed at this call; its log says why.');
  if (problem.status >= 500 && !(why instanceof Problem)) log.error('A call failed', { why: describe(why) });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What was not read of a refused body is not read any more.
  if (problem.status !== 404 && problem.status !== 409) response.setHeader('connection', 'close');
  answer(response, problem.status, { type: problem.slug, detail: problem.message });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }).end(bytes);
}

function nothing(response: ServerResponse): void {
  response.writeHead(204).end();
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
