import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session, whose } from '../src/session.ts';
import type { EventDraft } from '../src/wire.ts';
import { FakeEngine } from './support/fake-engine.ts';

let engine: FakeEngine;
let told: EventDraft[];
let session: Session;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-27T10:00:00.000Z') });
  engine = new FakeEngine();
  told = [];
  session = new Session('s1', '+5511987654321', 7, engine, async (_, event) => told.push(event), {
    connectMs: 30_000,
    qrPatienceMs: 300_000,
  });
});
afterEach(() => vi.useRealTimers());

const start = (fence = 7) => session.start('+5511987654321', fence);
const states = () => told.map((event) => (event.type === 'session' ? [event.state, event.reason].filter(Boolean).join(' ') : event.type));
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a session', () => {
  it('boots, shows a QR and is connected', () => {
    start();
    engine.newest.listener.qr('QR1', 60_000);
    engine.newest.listener.open();
    expect(told).toEqual([
      { type: 'session', state: 'booting', fence: 7 },
      { type: 'session', state: 'wait_qr', fence: 7, qr: 'QR1', expiresAt: '2026-11-27T10:01:00.000Z' },
      { type: 'session', state: 'connected', fence: 7 },
    ]);
  });

  it('is not started twice, and tells its state again under a newer fence', () => {
    start();
    engine.newest.listener.qr('QR1', 60_000);
    start();
    expect(engine.connections).toHaveLength(1);
    expect(told).toHaveLength(2);
    start(8);
    expect(engine.connections).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ state: 'wait_qr', fence: 8, qr: 'QR1' });
  });

  it('is given up when connecting comes to nothing and says nothing', async () => {
    start();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(states()).toEqual(['booting']);
    await vi.advanceTimersByTimeAsync(1);
    expect(states()).toEqual(['booting', 'disconnected start-timeout']);
    expect(engine.newest.ended).toEqual({ logout: false });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(engine.connections).toHaveLength(1);
  });

  it('ends when nobody scans its QRs, over all connections that gave some', async () => {
    start();
    for (let n = 0; n < 4; n++) {
      engine.newest.listener.qr(`QR${n}`, 60_000);
      await vi.advanceTimersByTimeAsync(60_000);
      engine.newest.close({ kind: 'qr-ended' });
    }
    expect(engine.connections).toHaveLength(5);
    engine.newest.listener.qr('QR5', 60_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states().at(-1)).toBe('disconnected qr-not-scanned');
    expect(session.running).toBe(false);
  });

  it('boots once its QR was scanned, for as long as a start may take, and shows none any more', async () => {
    start();
    engine.newest.listener.qr('QR1', 60_000);
    await vi.advanceTimersByTimeAsync(290_000);
    engine.newest.listener.scanned();
    engine.newest.listener.scanned();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(states()).toEqual(['booting', 'wait_qr', 'booting']);
    engine.newest.listener.open();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(states()).toEqual(['booting', 'wait_qr', 'booting', 'connected']);
  });

  it('is given up when nothing comes after the scan', async () => {
    start();
    engine.newest.listener.qr('QR1', 60_000);
    engine.newest.listener.scanned();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states().at(-1)).toBe('disconnected start-timeout');
  });

  it('shows a code no longer than the connection that it is for', async () => {
    start();
    engine.newest.listener.qr('QR1', 60_000);
    engine.newest.listener.code('ABCD-1234', 160_000);
    engine.newest.close({ kind: 'qr-ended' });
    engine.newest.listener.qr('QR2', 60_000);
    expect(states()).toEqual(['booting', 'wait_qr', 'wait_code', 'booting', 'wait_qr']);
  });

  it('connects again by itself after pairing', () => {
    start();
    engine.newest.listener.qr('QR1', 60_000);
    engine.newest.close({ kind: 'again' });
    engine.newest.listener.open();
    expect(states()).toEqual(['booting', 'wait_qr', 'booting', 'connected']);
    expect(engine.connections).toHaveLength(2);
  });

  it('does not follow a network that asks for one new connection after the other', () => {
    start();
    for (let n = 0; n < 10 && session.running; n++) engine.newest.close({ kind: 'again' });
    expect(engine.connections).toHaveLength(5);
    expect(states().at(-1)).toBe('disconnected start-failed');
  });

  it.each([
    [{ kind: 'logged-out' } as const, 'logged_out sender-logged-out'],
    [{ kind: 'banned' } as const, 'banned sender-banned'],
    [{ kind: 'lost', reason: 'sender-replaced' } as const, 'disconnected sender-replaced'],
    [{ kind: 'lost', reason: 'wrong-phone' } as const, 'disconnected wrong-phone'],
    [{ kind: 'lost', reason: 'connection-lost' } as const, 'disconnected connection-lost'],
  ])('ends at %o and leaves it to the server to start it again', async (closing, state) => {
    start();
    engine.newest.listener.open();
    engine.newest.close(closing);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(states().at(-1)).toBe(state);
    expect(engine.connections).toHaveLength(1);
    start();
    expect(engine.connections).toHaveLength(2);
    expect(states().at(-1)).toBe('booting');
  });

  it('does not hear what a connection of before still says', async () => {
    start();
    const first = engine.newest;
    await session.stop(false, 7);
    start();
    first.listener.open();
    first.close({ kind: 'logged-out' });
    expect(states()).toEqual(['booting', 'disconnected', 'booting']);
  });

  it('waits for the connection of before to end, so that the two do not throw each other out', async () => {
    start();
    let ended: () => void = () => undefined;
    engine.newest.ends = new Promise((resolve) => {
      ended = resolve;
    });
    const stopped = session.stop(false, 7);
    start();
    await settle();
    expect(engine.connections).toHaveLength(1);
    ended();
    await stopped;
    await settle();
    expect(engine.connections).toHaveLength(2);
    expect(states()).toEqual(['booting', 'booting']);
  });

  it('ends without a reason when it is stopped, and without its login when it is logged out', async () => {
    start();
    engine.newest.listener.open();
    await session.stop(false, 7);
    expect(states().at(-1)).toBe('disconnected');
    start();
    engine.newest.listener.open();
    await session.stop(true, 7);
    expect(engine.newest.ended).toEqual({ logout: true });
    expect(states().at(-1)).toBe('logged_out');
  });

  it('gives up its login also when it is not started', async () => {
    await session.stop(true, 7);
    expect(engine.forgotten).toEqual(['s1']);
    expect(states()).toEqual(['logged_out']);
  });

  it('shows a code instead of the QR for as long as the code is good', async () => {
    start();
    await session.askForCode();
    expect(states()).toEqual(['booting']);
    engine.newest.listener.qr('QR1', 60_000);
    await session.askForCode();
    expect(told.at(-1)).toMatchObject({ state: 'wait_code', code: 'CODE-4321', expiresAt: '2026-11-27T10:02:40.000Z' });
    engine.newest.listener.qr('QR2', 20_000);
    expect(states().at(-1)).toBe('wait_code');
    await vi.advanceTimersByTimeAsync(160_001);
    engine.newest.listener.qr('QR9', 20_000);
    expect(told.at(-1)).toMatchObject({ state: 'wait_qr', qr: 'QR9' });
  });

  it('refuses to send while it is not connected: that surely did not leave', async () => {
    const message = { fence: 7, id: 'A', to: '+5521998877665', content: { kind: 'text' as const, text: 'hi' } };
    start();
    expect(await session.send(message, 1000)).toEqual({ outcome: 'retry', reason: 'not-connected' });
    engine.newest.listener.open();
    expect(await session.send(message, 1000)).toMatchObject({ outcome: 'accepted', providerId: 'A' });
  });

  it('ends alone when something in it failed that nobody caught', async () => {
    const failing: { fail(why: unknown): void }[] = [];
    engine.onConnect = () => failing.push(whose.getStore() as { fail(why: unknown): void });
    start();
    await settle();
    engine.newest.listener.open();
    failing[0]?.fail(new Error('bug'));
    await settle();
    expect(engine.newest.ended).toEqual({ logout: false });
    expect(states().at(-1)).toBe('disconnected start-failed');
    start();
    engine.newest.listener.open();
    failing[0]?.fail(new Error('a late bug of the connection before'));
    expect(states().at(-1)).toBe('connected');
  });
});
