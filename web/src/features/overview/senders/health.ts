import type { Schema } from '../../../lib/api/types';

type Sender = Pick<Schema<'SenderView'>, 'status' | 'health' | 'name'>;

/** Below this the server lets other senders go first (its default). */
export const LOW = 50;

export function healthColor(health: number): string {
  if (health < LOW) return 'red';
  return health < 80 ? 'yellow' : 'teal';
}

const order: Record<Sender['status'], number> = { banned: 0, waiting_for_login: 1, paused: 2, disconnected: 3, connected: 4 };

/** Those that want somebody first, then the weakest; by name where that says nothing. */
export function worstFirst<T extends Sender>(senders: readonly T[]): T[] {
  return senders.toSorted((a, b) => order[a.status] - order[b.status] || a.health - b.health || a.name.localeCompare(b.name));
}
