import type { Schema } from '../../../lib/api/types';
import { withoutAccount } from '../../../lib/pairing';
import { LOW } from '../senders/health';

export type Sender = Pick<Schema<'SenderView'>, 'id' | 'name' | 'status' | 'statusReason' | 'health' | 'sessions' | 'capabilities'>;

/** Something that wants a person, with what to do about it. */
export type Matter =
  | { kind: 'banned' | 'login' | 'account' | 'weak'; sender: Sender }
  | { kind: 'paused'; sender: Sender }
  | { kind: 'deadLetters' | 'unknown'; amount: number; more: boolean }
  | { kind: 'failed'; amount: number; reason: Schema<'ShowActivityOfReason'> | undefined }
  | { kind: 'receipts'; sent: number; missing: number }
  | { kind: 'stuck'; messageId: string; dueAt: string; why: Schema<'WhyNot'> };

/** Nothing moves by itself once it waited so long and nobody knows until when. */
const STUCK_MS = 5 * 60_000;

/** What wants a person, the weightiest first. What mends itself (a sender that reconnects or rests, a quota that is used up) is not here. */
export function mattersOf(
  senders: readonly Sender[],
  queue: Pick<Schema<'ShowQueueStatsResponse'>, 'deadLetters' | 'oldest'> | undefined,
  activity: Pick<Schema<'ShowActivityResponse'>, 'total' | 'reasons'> | undefined,
  now: number,
  receipts?: { sent: number; missing: number },
): Matter[] {
  const matters: Matter[] = [];
  const all = (kind: 'banned' | 'login' | 'account' | 'paused' | 'weak', which: (sender: Sender) => boolean) => {
    for (const sender of senders) if (which(sender)) matters.push({ kind, sender });
  };
  all('banned', (sender) => sender.status === 'banned');
  all('login', (sender) => sender.status === 'waiting_for_login' && !withoutAccount(sender));
  all('account', (sender) => sender.status === 'waiting_for_login' && Boolean(withoutAccount(sender)));
  all('paused', (sender) => sender.status === 'paused');
  all('weak', (sender) => sender.status === 'connected' && sender.health < LOW);
  if (queue) {
    const { failed, unknown, more } = queue.deadLetters;
    if (failed > 0) matters.push({ kind: 'deadLetters', amount: failed, more });
    if (unknown > 0) matters.push({ kind: 'unknown', amount: unknown, more });
    const { oldest } = queue;
    if (oldest?.why && !oldest.why.until && now - Date.parse(oldest.dueAt) > STUCK_MS)
      matters.push({ kind: 'stuck', messageId: oldest.messageId, dueAt: oldest.dueAt, why: oldest.why });
  }
  if (activity && activity.total.failed > 0) matters.push({ kind: 'failed', amount: activity.total.failed, reason: activity.reasons[0] });
  if (receipts) matters.push({ kind: 'receipts', ...receipts });
  return matters;
}
