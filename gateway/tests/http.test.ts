import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthAnswer, problem, sessionAnswer } from '../src/wire.ts';
import { Listening, RunningGateway, secret, temporaryFolder } from './support/gateway.ts';
import { program } from './support/program.ts';

const golden = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../contracts/v1', `${name}.json`), 'utf8'));
const id = '0199c2f0-7d1a-7c3e-9a51-3b6f2d8e4c10';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let gateway: RunningGateway;
beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await RunningGateway.start(await program('fake-gateway'), {
    GATEWAY_DIR: folder.path,
    GATEWAY_HEARTBEAT_MS: '50',
    GATEWAY_MEDIA_MAX_BYTES: '100000',
    GATEWAY_MEDIA_CACHE_BYTES: '250000',
  });
});
afterAll(async () => {
  await gateway?.kill();
  await folder?.remove();
});

describe('the calls', () => {
  it.each([undefined, 'Bearer ', 'Bearer wrong', `Basic ${secret}`, `Bearer ${secret}x`])('are refused with %s', async (authorization) => {
    const response = await fetch(`${gateway.url}/v1/health`, { headers: authorization ? { authorization } : {} });
    expect(response.status).toBe(401);
    expect(problem(await response.json(), '').type).toBe('secret-wrong');
  });

  it('tell who is there', async () => {
    expect(healthAnswer(await gateway.ask('GET', '/health'), '')).toMatchObject({ engine: 'fake', wire: 1, problem: null });
  });

  it('start a session and tell its events', async () => {
    const listening = new Listening(gateway, 0);
    expect(sessionAnswer(await gateway.ask('PUT', `/sessions/${id}`, golden('start')), '')).toMatchObject({ id, fence: 7 });
    await listening.until((event) => event.type === 'session' && event.session === id && event.state === 'connected');
    await listening.when(() => listening.heartbeats > 1);
    await listening.stop();
  });

  it.each(readdirSync(join(import.meta.dirname, '../../contracts/v1')).filter((name) => name.startsWith('send.')))(
    'take %s',
    async (name) => {
      await gateway.ask('PUT', `/sessions/${id}`, golden('start'));
      const listening = new Listening(gateway, 0);
      await listening.until((event) => event.type === 'session' && event.session === id && event.state === 'connected');
      await listening.stop();
      const body = golden(name.replace('.json', ''));
      expect(await gateway.ask('POST', `/sessions/${id}/messages`, body)).toMatchObject({ outcome: 'accepted', providerId: body.id });
    },
  );

  it('check, type and mark as read', async () => {
    await gateway.ask('PUT', `/sessions/${id}`, golden('start'));
    expect(await gateway.ask('POST', `/sessions/${id}/check`, golden('check'))).toMatchObject({ numbers: { '+5521998877665': true } });
    expect((await gateway.call('POST', `/sessions/${id}/typing`, golden('typing'))).status).toBe(204);
    expect((await gateway.call('POST', `/sessions/${id}/read`, golden('read'))).status).toBe(204);
  });

  it('know no session that was not started', async () => {
    const response = await gateway.call('POST', '/sessions/other/messages', golden('send.text'));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: 'session-unknown' });
    expect((await gateway.call('DELETE', '/sessions/other?fence=1')).status).toBe(204);
  });

  it('refuse a fence that is old', async () => {
    await gateway.ask('PUT', '/sessions/fenced', { fence: 9 });
    for (const [method, path, body] of [
      ['PUT', '', { fence: 8 }],
      ['POST', '/messages', { ...golden('send.text'), fence: 8 }],
      ['POST', '/check', { numbers: ['+5521998877665'], fence: 8 }],
      ['DELETE', '?fence=8', undefined],
    ] as const) {
      const response = await gateway.call(method, `/sessions/fenced${path}`, body);
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ type: 'fence-old' });
    }
    await gateway.ask('DELETE', '/sessions/fenced?fence=9');
    expect((await gateway.call('PUT', '/sessions/fenced', { fence: 8 })).status).toBe(409);
  });

  it.each([
    ['PUT', `/sessions/${id}`, {}, 'fence must be'],
    ['PUT', `/sessions/${id}`, { fence: '7' }, 'fence must be'],
    ['PUT', `/sessions/${id}`, { fence: 7, phone: '11987' }, 'phone must be a number in E.164'],
    ['PUT', '/sessions/no%20id', { fence: 7 }, 'id must have'],
    ['POST', `/sessions/${id}/messages`, { ...golden('send.text'), to: 'you' }, 'to must be'],
    ['POST', `/sessions/${id}/messages`, { ...golden('send.text'), content: { kind: 'song' } }, 'content.kind must be one of'],
    ['POST', `/sessions/${id}/check`, { fence: 7, numbers: ['+5521998877665', 5] }, 'numbers[1] must be'],
    ['DELETE', `/sessions/${id}`, undefined, 'fence must be'],
    ['DELETE', `/sessions/${id}?fence=7&logout=yes`, undefined, 'logout must be'],
    ['GET', '/events?after=-1', undefined, 'after must be'],
    ['POST', '/events/ack', { seq: 1.5 }, 'seq must be'],
  ])('name the field that cannot be read: %s %s %j', async (method, path, body, detail) => {
    const response = await gateway.call(method, path, body);
    expect(response.status).toBe(400);
    const answer = problem(await response.json(), '');
    expect(answer.type).toBe('body-unreadable');
    expect(answer.detail).toContain(detail);
  });

  it.each(['', '{', 'null', '[]', '"text"', '\ufffe{}'])('do not take %j for a body', async (body) => {
    const response = await gateway.call('PUT', `/sessions/${id}`, Buffer.from(body));
    expect(response.status).toBe(400);
  });

  it('refuse a body that is too large, with or without its length', async () => {
    expect((await gateway.call('PUT', `/sessions/${id}`, Buffer.alloc(600_000, 32))).status).toBe(413);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${gateway.url}/v1/sessions/${id}`,
        { method: 'PUT', headers: { authorization: `Bearer ${secret}` } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      for (let n = 0; n < 10; n++) sent.write(Buffer.alloc(100_000, 32));
    });
    expect(status).toBe(413);
  });

  it('know what is no call', async () => {
    expect((await gateway.call('GET', '/nothing')).status).toBe(404);
    expect((await gateway.call('PATCH', `/sessions/${id}`, {})).status).toBe(405);
  });

  it('keep files by their hash, and let the least recently used go', async () => {
    const files = [1, 2, 3, 4].map(() => randomBytes(80_000));
    const paths = files.map((bytes) => `/media/${createHash('sha256').update(bytes).digest('hex')}`);
    for (const [n, path] of paths.entries()) {
      expect((await gateway.call('HEAD', path)).status).toBe(404);
      expect((await gateway.call('PUT', path, files[n])).status).toBe(204);
      expect((await gateway.call('HEAD', path)).status).toBe(200);
    }
    expect((await gateway.call('HEAD', paths[0] as string)).status).toBe(404);
    expect((await gateway.call('HEAD', paths[3] as string)).status).toBe(200);
    expect((await gateway.call('PUT', paths[0] as string, files[1])).status).toBe(400);
    expect((await gateway.call('HEAD', paths[0] as string)).status).toBe(404);
    expect((await gateway.call('PUT', paths[0] as string, randomBytes(100_001))).status).toBe(413);
  });

  it('give a received file, or say that it is gone or cannot be fetched now', async () => {
    await gateway.ask('PUT', '/sessions/files', { fence: 1 });
    const get = (reference: string) => gateway.call('GET', `/sessions/files/media/${reference}`);
    expect(await (await get('m.3A5F')).text()).toBe('file m.3A5F');
    expect((await get('gone')).status).toBe(404);
    expect((await get('away')).status).toBe(503);
    expect((await gateway.call('GET', '/sessions/other/media/m.1')).status).toBe(503);
  });

  it('carry a login to another session in a file that only the passphrase opens', async () => {
    const passphrase = 'olá, a long passphrase';
    const header = (text: string) => ({ 'parley-passphrase': Buffer.from(text).toString('base64') });
    expect((await gateway.call('POST', '/sessions/empty/export', { passphrase })).status).toBe(404);
    expect((await gateway.call('POST', '/sessions/empty/export', { passphrase: 'short' })).status).toBe(400);
    expect((await gateway.call('POST', '/sessions/a/import', Buffer.from('not a file'), header(passphrase))).status).toBe(400);
    await gateway.ask('PUT', '/sessions/running', { fence: 1 });
    expect((await gateway.call('POST', '/sessions/running/export', { passphrase })).status).toBe(409);
  });
});
