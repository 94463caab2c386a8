import { describe, expect, test } from 'vitest';
import type { Driver } from '../../lib/drivers';
import { choicesOf, fallbacksOf, firstChoice } from './DriverFields';
import type { Session } from './sender';
import { downSessions, isOver } from './sessions';

const driver = (name: string, problem?: string) => ({ name, problem }) as Driver;
const session = (driver: string, state: Session['state'], more: Partial<Session> = {}): Session => ({
  driver,
  state,
  hasLogin: false,
  ...more,
});
const lost = { slug: 'connection-lost', sentence: 'The connection was lost.' };

describe('the drivers of a form', () => {
  test('a driver that this install no longer has does not vanish from a sender that has it', () => {
    expect(choicesOf([driver('simulator'), driver('baileys')], ['webjs', null])).toEqual(['baileys', 'webjs', 'simulator']);
  });
  test('the simulator takes over from no real driver, and does not vanish where it does already', () => {
    const choices = ['baileys', 'webjs', 'simulator'];
    expect(fallbacksOf(choices, 'baileys', null)).toEqual(['webjs']);
    expect(fallbacksOf(choices, 'baileys', 'simulator')).toEqual(['webjs', 'simulator']);
  });
  test('the most recommended one that works comes first, the official one only with a business account', () => {
    const all = [driver('simulator'), driver('baileys', 'The gateway does not run.'), driver('webjs'), driver('cloud')];
    expect(firstChoice(all, true)).toBe('cloud');
    expect(firstChoice(all, false)).toBe('webjs');
    expect(firstChoice([driver('baileys', 'The gateway does not run.')], false)).toBe('baileys');
    expect(firstChoice([driver('cloud')], false)).toBe('cloud');
    expect(firstChoice([], false)).toBeUndefined();
  });
});

describe('sessions that are down', () => {
  const down = [session('baileys', 'disconnected', { reason: lost }), session('webjs', 'logged_out')];
  test('are told of when the sender is wanted or something is wrong, not when one of them is up or nobody asked', () => {
    const sender = { wanted: true, status: 'disconnected' as const, paused: false };
    expect(downSessions({ ...sender, sessions: down })).toEqual(down);
    expect(downSessions({ ...sender, sessions: [session('baileys', 'connected'), session('webjs', 'logged_out')] })).toEqual([]);
    expect(downSessions({ ...sender, wanted: false, sessions: [session('baileys', 'disconnected')] })).toEqual([]);
  });
  test('are over only where nothing happens by itself any more', () => {
    expect(isOver(session('baileys', 'banned'))).toBe(true);
    expect(isOver(session('baileys', 'disconnected', { reason: lost }))).toBe(true);
    expect(isOver(session('baileys', 'disconnected', { reason: lost, nextTryAt: '2026-01-01T00:00:00Z' }))).toBe(false);
    expect(isOver(session('baileys', 'wait_qr'))).toBe(false);
  });
});
