import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event, Health } from '../src/wire.ts';
import { Listening, RunningGateway, temporaryFolder } from './support/gateway.ts';
import { program } from './support/program.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let gateway: RunningGateway | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await gateway?.kill();
  await folder.remove();
});

const start = async (env: Record<string, string> = {}) => {
  gateway = await RunningGateway.start(await program('fake-gateway'), { GATEWAY_DIR: folder.path, ...env });
  return gateway;
};

describe('the gateway', () => {
  it('loses no event when it is killed again and again, and tells again what was not acknowledged', async () => {
    const stored = new Map<string, Event>();
    const said: string[] = [];
    let last = 0;
    for (let round = 0; round < 6; round++) {
      const running = await start({ FAKE_FROM: String(said.length + round * 1000) });
      const listening = new Listening(running, last, round % 2 === 0);
      await running.ask('PUT', '/sessions/s1', { fence: 1 });
      await listening.when(() => listening.events.length > 50 + round * 40);
      await running.kill();
      await listening.stop();
      // A server that stored them and ended before it acknowledged asks from what it has.
      for (const event of listening.events) stored.set(event.id, event);
      if (round % 3 === 1) last = 0;
      else last = Math.max(last, listening.last);
      said.push(...running.lines);
    }
    const running = await start();
    const listening = new Listening(running, last);
    await listening.when(
      () => listening.last >= 0 && [...said].every((id) => stored.has(id) || listening.events.some((event) => event.id === id)),
    );
    for (const event of listening.events) stored.set(event.id, event);
    await listening.stop();
    expect(said.length).toBeGreaterThan(500);
    expect(said.filter((id) => !stored.has(id))).toEqual([]);
    const seqs = [...stored.values()].map((event) => event.seq);
    expect(new Set(seqs).size).toBe(seqs.length);
  });

  it('reads nothing more from the network when its spool is full, loses nothing of what it read, and goes on once that is stored', async () => {
    const most = 128 * 1024;
    const running = await start({ FAKE_FROM: '0', GATEWAY_SPOOL_MAX_BYTES: String(most) });
    const listening = new Listening(running, 0);
    await running.ask('PUT', '/sessions/s1', { fence: 1 });
    await listening.until((event) => event.type === 'session' && event.reason === 'gateway-full');
    const { spool, problem, sessions } = await running.ask<Health>('GET', '/health');
    expect([problem, sessions]).toEqual(['spool-full', 0]);
    expect(spool.bytes).toBeLessThan(most * 1.5);
    const refused = await running.call('PUT', '/sessions/s1', { fence: 1 });
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([503, 'spool-full']);
    await listening.when(() => running.lines.every((id) => listening.events.some((event) => event.id === id)));

    await running.ask('POST', '/events/ack', { seq: listening.last });
    await vi.waitFor(async () => expect((await running.call('PUT', '/sessions/s1', { fence: 1 })).status).toBe(200));
    await listening.when(() => listening.events.filter((event) => event.type === 'session' && event.state === 'connected').length === 2);
    await listening.stop();
  });

  it('does not begin on a disk that is full, and says so', async () => {
    await expect(RunningGateway.start(await program('fake-gateway'), { GATEWAY_DIR: folder.path }, 8)).rejects.toThrow(
      'The folder GATEWAY_DIR cannot be written',
    );
  });

  it('ends when the disk takes no more, and the next one tells all that was said to be kept', async () => {
    const running = await RunningGateway.start(await program('fake-gateway'), { GATEWAY_DIR: folder.path, FAKE_FROM: '0' }, 400);
    gateway = running;
    const ended = new Promise((resolve) => running.child.once('exit', resolve));
    await running.ask('PUT', '/sessions/s1', { fence: 1 });
    expect(await ended).toBe(70);
    const next = await start();
    const listening = new Listening(next, 0);
    expect(running.lines.length).toBeGreaterThan(100);
    await listening.when(() => running.lines.every((id) => listening.events.some((event) => event.id === id)));
    await listening.stop();
  });

  it('does not fill its memory for a listener that does not read', async () => {
    const running = await start({ FAKE_FROM: '0' });
    const lazy = await fetch(`${running.url}/v1/events`, { headers: { authorization: 'Bearer a-secret-of-the-tests' } });
    await running.ask('PUT', '/sessions/s1', { fence: 1 });
    const listening = new Listening(running, 0);
    await listening.when(() => listening.events.length > 1000);
    await listening.stop();
    const { memoryMb } = await running.ask<{ memoryMb: number }>('GET', '/health');
    expect(memoryMb).toBeLessThan(250);
    await lazy.body?.cancel();
  });

  it('lets an exception that nobody caught end its own session only', async () => {
    const running = await start({ FAKE_THROWS: 'bad' });
    const listening = new Listening(running, 0);
    await running.ask('PUT', '/sessions/good', { fence: 1 });
    await running.ask('PUT', '/sessions/bad', { fence: 1 });
    await listening.until((event) => event.session === 'bad' && event.type === 'session' && event.reason === 'start-failed');
    expect(await running.ask('GET', '/health')).toMatchObject({ sessions: 1 });
    expect(listening.events.filter((event) => event.session === 'good').map((event) => event.type === 'session' && event.state)).toEqual([
      'booting',
      'connected',
    ]);
    await listening.stop();
  });

  it('ends with its parent', async () => {
    const running = await start();
    const ended = new Promise((resolve) => running.child.once('exit', resolve));
    running.child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('stops in order: its sessions say so, and their events are kept', async () => {
    let running = await start();
    await running.ask('PUT', '/sessions/s1', { fence: 1 });
    expect(await running.kill('SIGTERM')).toBe(0);
    running = await start();
    const listening = new Listening(running, 0);
    await listening.until((event) => event.type === 'session' && event.state === 'disconnected');
    await listening.stop();
  });

  it('does not share its folder', async () => {
    await start();
    const second = RunningGateway.start(await program('fake-gateway'), { GATEWAY_DIR: folder.path });
    await expect(second).rejects.toThrow('Another gateway works in the folder GATEWAY_DIR.');
  });

  it('listens on a Unix socket too', async () => {
    const file = await program('fake-gateway');
    const child = spawn(process.execPath, [file], {
      env: { GATEWAY_DIR: folder.path, GATEWAY_SECRET: 'a-secret-of-the-tests', GATEWAY_LISTEN: `unix:${folder.path}/gateway.sock` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await new Promise<Buffer[]>((resolve) => child.stdout.once('data', (...bytes) => resolve(bytes)));
    expect(JSON.parse(String(line))).toMatchObject({ ready: true, listen: `unix:${folder.path}/gateway.sock` });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
  });

  it.each([
    [{ GATEWAY_SECRET: '' }, 'GATEWAY_SECRET is missing.'],
    [{ GATEWAY_SECRET: 'short' }, 'GATEWAY_SECRET must have at least 16 characters.'],
    [{ GATEWAY_KEY: 'c2hvcnQ=' }, 'GATEWAY_KEY must be 32 bytes in base64.'],
    [{ GATEWAY_LISTEN: 'nowhere' }, 'GATEWAY_LISTEN must be host:port or unix:/path.'],
    [{ GATEWAY_CONNECT_TIMEOUT_MS: 'soon' }, 'GATEWAY_CONNECT_TIMEOUT_MS must be a whole number'],
  ])('says which setting cannot be: %j', async (env, sentence) => {
    await expect(start(env)).rejects.toThrow(sentence);
  });
});
