import { describe, expect, it } from 'vitest';
import { mattersOf } from './matters';

const now = Date.parse('2026-03-01T10:00:00Z');
const sender = { id: '1', name: 'Shop', status: 'connected' as const, health: 100, sessions: [] };
const calm = { deadLetters: { failed: 0, unknown: 0, more: false }, oldest: null };
const quiet = { total: { sent: 1, delivered: 1, read: 1, failed: 0, suppressed: 0, received: 0, failedAttempts: 0 }, reasons: [] };
const kinds = (matters: ReturnType<typeof mattersOf>) => matters.map((matter) => matter.kind);

describe('What wants attention', () => {
  it('is nothing when all goes well, or nothing is known yet', () => {
    expect(mattersOf([sender], calm, quiet, now)).toEqual([]);
    expect(mattersOf([], undefined, undefined, now)).toEqual([]);
  });
  it('is a sender that only a person can bring back, the banned first', () => {
    const matters = mattersOf(
      [
        { ...sender, status: 'paused' },
        { ...sender, status: 'waiting_for_login' },
        { ...sender, status: 'banned' },
        { ...sender, health: 20 },
      ],
      calm,
      quiet,
      now,
    );
    expect(kinds(matters)).toEqual(['banned', 'login', 'paused', 'weak']);
  });
  it('is the account of a sender that links no phone, and the phone of one that does', () => {
    const can = (pairs: boolean) => ({ pairsByQr: pairs, pairsByCode: pairs }) as never;
    const out = (driver: string) => ({ driver, state: 'logged_out' as const, hasLogin: false });
    const waiting = { ...sender, status: 'waiting_for_login' as const, capabilities: { cloud: can(false), baileys: can(true) } };
    const kindOf = (...drivers: string[]) => kinds(mattersOf([{ ...waiting, sessions: drivers.map(out) }], calm, quiet, now));
    expect(kindOf('cloud')).toEqual(['account']);
    expect(kindOf('baileys')).toEqual(['login']);
    expect(kindOf('cloud', 'baileys')).toEqual(['login']);
  });
  it('is not a sender that somebody disconnected or that comes back by itself', () => {
    expect(mattersOf([{ ...sender, status: 'disconnected' }], calm, quiet, now)).toEqual([]);
  });
  it('is every kind of dead letter for itself', () => {
    const matters = mattersOf([], { ...calm, deadLetters: { failed: 3, unknown: 2, more: false } }, quiet, now);
    expect(kinds(matters)).toEqual(['deadLetters', 'unknown']);
  });
  it('is a message that waits for somebody, but not one that goes at a known time or has only begun to wait', () => {
    const oldest = (dueAt: string, until: string | null) => ({
      ...calm,
      oldest: { messageId: '9', dueAt, why: { slug: 'no-sender', values: {}, sentence: 'No sender.', until } },
    });
    expect(kinds(mattersOf([], oldest('2026-03-01T09:00:00Z', null), quiet, now))).toEqual(['stuck']);
    expect(mattersOf([], oldest('2026-03-01T09:00:00Z', '2026-03-01T11:00:00Z'), quiet, now)).toEqual([]);
    expect(mattersOf([], oldest('2026-03-01T09:59:00Z', null), quiet, now)).toEqual([]);
  });
  it('is that receipts do not come, after everything else', () => {
    const failing = { total: { ...quiet.total, failed: 5 }, reasons: [] };
    expect(kinds(mattersOf([], calm, failing, now, { sent: 1200, missing: 100 }))).toEqual(['failed', 'receipts']);
  });
  it('is what failed, with the commonest reason', () => {
    const reason = { reason: 'x', words: 'Because.', amount: 4 };
    expect(mattersOf([], calm, { total: { ...quiet.total, failed: 5 }, reasons: [reason] }, now)).toEqual([
      { kind: 'failed', amount: 5, reason },
    ]);
  });
});
