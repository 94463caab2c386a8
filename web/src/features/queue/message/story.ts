import type { Schema } from '../../../lib/api/types';

type Attempt = Schema<'AttemptView'>;

export type Step =
  | { kind: 'created' | 'received' | 'due' | 'sent' | 'delivered' | 'read'; at: string }
  | { kind: 'attempt'; at: string; attempt: Attempt }
  | { kind: 'ended'; at: string; state: string; reason: Schema<'Reason'> | null };

const endings = new Set(['failed', 'suppressed', 'expired', 'cancelled', 'unknown']);

type Told = Pick<
  Schema<'MessageView'>,
  'direction' | 'state' | 'createdAt' | 'dueAt' | 'sentAt' | 'deliveredAt' | 'readAt' | 'finishedAt' | 'attempts' | 'reason'
>;

/** All that happened to a message, and the time it waits for, in the order of time. */
export function storyOf(message: Told, now = Date.now()): Step[] {
  if (message.direction === 'in') return [{ kind: 'received', at: message.createdAt }];
  const steps: Step[] = [{ kind: 'created', at: message.createdAt }];
  const attempts = message.attempts ?? [];
  for (const attempt of attempts) steps.push({ kind: 'attempt', at: attempt.startedAt, attempt });
  // The accepted attempt tells of the sending already; a message that a person marked, or that a phone sent, has none.
  if (message.sentAt && !attempts.some(({ outcome }) => outcome === 'accepted')) steps.push({ kind: 'sent', at: message.sentAt });
  if (message.deliveredAt) steps.push({ kind: 'delivered', at: message.deliveredAt });
  if (message.readAt) steps.push({ kind: 'read', at: message.readAt });
  // The last attempt has told the reason already, as a rule.
  const known = attempts.at(-1)?.reason?.slug === message.reason?.slug;
  if (endings.has(message.state) && message.finishedAt)
    steps.push({ kind: 'ended', at: message.finishedAt, state: message.state, reason: (!known && message.reason) || null });
  // Of two things at the same moment the one that was said first comes first: sorting keeps their order.
  steps.sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime());
  // A time that has come is none that it waits for.
  if (message.dueAt && new Date(message.dueAt).getTime() > now) steps.push({ kind: 'due', at: message.dueAt });
  return steps;
}

export type Decision = 'retry' | 'cancel' | 'mark-sent';

/** What a person can decide about a message in this state; the main one last. */
export function decisionsOf({ direction, state }: Pick<Told, 'direction' | 'state'>): Decision[] {
  if (direction === 'in') return [];
  if (state === 'pending' || state === 'queued' || state === 'retrying') return ['cancel'];
  if (state === 'failed') return ['retry'];
  return state === 'unknown' ? ['retry', 'mark-sent'] : [];
}
