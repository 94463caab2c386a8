import type { Sender, Session } from './sender';

/** Nothing more happens by itself: nobody scanned in time, logged out, banned, or it could not be tried again. Only a person can begin anew. */
export function isOver({ state, nextTryAt, reason }: Session): boolean {
  if (state === 'banned' || state === 'logged_out') return true;
  return state === 'disconnected' && !nextTryAt && reason != null;
}

/** The sessions of a sender that is to be connected and is not, through any of its drivers: what the page has to explain. */
export function downSessions(sender: Pick<Sender, 'wanted' | 'status' | 'paused' | 'sessions'>): Session[] {
  if (sender.sessions.some((session) => session.state === 'connected')) return [];
  const told = sender.sessions.filter((session) => session.reason || session.state === 'banned' || session.state === 'logged_out');
  return sender.wanted || told.length > 0 ? sender.sessions : [];
}
