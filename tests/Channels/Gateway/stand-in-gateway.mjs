// A gateway that connects whatever is started, with a spool of one file and nothing behind it. For what the server does with several of them.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const spoolDir = join(process.env.GATEWAY_DIR, 'spool');
mkdirSync(spoolDir, { recursive: true });
const [spool, ackFile] = [join(spoolDir, 'events'), join(spoolDir, 'acked')];
const events = existsSync(spool) ? readFileSync(spool, 'utf8').split('\n').filter(Boolean).map(JSON.parse) : [];
let acked = existsSync(ackFile) ? Number(readFileSync(ackFile, 'utf8')) : 0;
let last = Math.max(acked, events.at(-1)?.seq ?? Date.now());
const sessions = new Map();
const listeners = new Set();
const instance = crypto.randomUUID();

function tell(session, event) {
  const told = { seq: ++last, session, id: `s.${last}`, ...event };
  events.push(told);
  appendFileSync(spool, `${JSON.stringify(told)}\n`);
  for (const listener of listeners) listener.write(`${JSON.stringify(told)}\n`);
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 && request.headers['content-type']?.startsWith('application/json') ? JSON.parse(Buffer.concat(chunks)) : {};
  const url = new URL(request.url, 'http://gateway');
  const answer = (status, value) => response.writeHead(status, { 'content-type': 'application/json' }).end(value && JSON.stringify(value));
  const [, , kind, id, what] = url.pathname.split('/');
  if (kind === 'health')
    return answer(200, {
      engine: process.env.ENGINE, library: { name: 'stand-in', version: '1' }, wire: 1, instance, sessions: sessions.size,
      spool: { first: Math.min(acked, last) + 1, last, bytes: 0 }, memoryMb: 1, problem: null,
    });
  if (kind === 'events' && id === 'ack') {
    acked = Math.max(acked, body.seq);
    writeFileSync(ackFile, String(acked));
    return answer(204);
  }
  if (kind === 'events') {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write('{}\n');
    for (const told of events) if (told.seq > Math.max(acked, Number(url.searchParams.get('after')))) response.write(`${JSON.stringify(told)}\n`);
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    return;
  }
  if (kind === 'sessions' && request.method === 'PUT') {
    if (!sessions.has(id)) {
      sessions.set(id, body.fence);
      tell(id, { type: 'session', state: 'connected', fence: body.fence });
    }
    return answer(200, { id, state: 'connected', fence: body.fence });
  }
  if (kind === 'sessions' && request.method === 'DELETE') {
    if (sessions.delete(id)) tell(id, { type: 'session', state: 'disconnected', fence: Number(url.searchParams.get('fence')) });
    return answer(204);
  }
  if (what === 'messages') {
    // A person answers whatever is written, and the answer is in the spool before the message is said to have left.
    tell(id, { type: 'message', id: `m.${body.id}`, providerId: `IN${body.id}`, from: body.to, content: { kind: 'text', text: body.content.text }, at: new Date().toISOString() });
    return answer(200, { outcome: 'accepted', providerId: body.id, at: new Date().toISOString() });
  }
  return answer(404, { type: 'call-unknown', detail: 'No such call.' });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ listen: `127.0.0.1:${server.address().port}` })}\n`));
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
