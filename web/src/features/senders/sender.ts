import type { Schema } from '../../lib/api/types';

export type Sender = Schema<'SenderView'>;
export type Session = Schema<'SessionView'>;

export const statuses = ['connected', 'disconnected', 'paused', 'waiting_for_login', 'banned'] as const;

/** The one word for how a sender stands. A rest is no status of its own, and coming up is only its session's. */
export function stateOf(sender: Pick<Sender, 'status' | 'restUntil' | 'wanted' | 'sessions'>, now = Date.now()): string {
  if (sender.status === 'connected' && sender.restUntil && new Date(sender.restUntil).getTime() > now) return 'resting';
  if (sender.status === 'disconnected' && sender.wanted && sender.sessions.some((session) => session.state === 'booting')) return 'booting';
  return sender.status;
}

export function healthColor(health: number): 'teal' | 'yellow' | 'red' {
  return health >= 80 ? 'teal' : health >= 50 ? 'yellow' : 'red'; // below 50 other senders go first
}

export const pacings = ['balanced', 'human', 'safe', 'fast', 'none'] as const;

/** The name of its pacing, or that it has numbers of its own. */
export function pacingName(pacing: Sender['pacing']): string {
  return typeof pacing === 'string' ? pacing : (pacing.profile ?? 'own');
}
