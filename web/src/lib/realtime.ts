import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

export type Link = 'connecting' | 'live' | 'lost';

let link: Link = 'connecting';
const listeners = new Set<() => void>();

function setLink(next: Link) {
  link = next;
  for (const listener of listeners) listener();
}

/** Whether the page hears what happens. */
export function useLink(): Link {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => link,
  );
}

/** What each event makes old: the first words of query keys. Events are hints, so nothing of what they carry is shown. */
const stale: Record<string, (payload: Record<string, unknown>) => QueryKey[]> = {
  MESSAGE_SENT: () => [['messages'], ['phones']],
  'message.status': () => [['messages'], ['overview'], ['phones']],
  'message.received': (event) => [['messages'], ['phones'], ['contact', event.contactId]],
  'sender.status': () => [['senders'], ['drivers'], ['overview']],
  'sender.qr': (event) => [
    ['senders', event.senderId],
    ['senders', 'list'],
    ['phones', 'waiting'],
  ],
  'campaign.progress': (event) => [
    ['campaigns', 'list'],
    ['campaigns', event.campaignId],
  ],
  'bulk.progress': (event) => [
    ['bulk', 'list'],
    ['bulk', event.bulkId],
  ],
  'broadcast.progress': (event) => [
    ['broadcasts', 'list'],
    ['broadcasts', event.broadcastId],
  ],
  // It names the job; which import that is, the page need not know.
  'import.progress': (event) => [['imports'], ['jobs', event.jobId]],
  'queue.stats': () => [['queue']],
};

/** At most one look per key in this time: a campaign at thousands of messages a second must not make the page ask without end. */
export const PACE_MS = 1000;

/** Gathers keys and invalidates each at once, then at most every PACE_MS. */
export function pacedInvalidation(invalidate: (key: QueryKey) => void, paceMs = PACE_MS) {
  const resting = new Map<string, { key: QueryKey; again: boolean }>();
  const touch = (key: QueryKey) => {
    const name = JSON.stringify(key);
    const waiting = resting.get(name);
    if (waiting) {
      waiting.again = true;
      return;
    }
    resting.set(name, { key, again: false });
    invalidate(key);
    setTimeout(() => {
      const after = resting.get(name);
      resting.delete(name);
      if (after?.again) touch(after.key);
    }, paceMs);
  };
  return touch;
}

/** Listens until the returned function is called. SignalR comes in a file of its own, after the page stands. */
export function listen(queries: QueryClient): () => void {
  let over = false;
  let stop = () => {};
  const touch = pacedInvalidation((queryKey) => void queries.invalidateQueries({ queryKey }));

  void import('@microsoft/signalr').then(({ HubConnectionBuilder, HttpTransportType, LogLevel }) => {
    if (over) return;
    const connection = new HubConnectionBuilder()
      .withUrl('/hub', { skipNegotiation: true, transport: HttpTransportType.WebSockets })
      .configureLogging(LogLevel.None)
      .build();
    for (const [name, keys] of Object.entries(stale)) connection.on(name, (payload) => keys(payload ?? {}).forEach(touch));
    // The first event of every connection, and again whenever something may have been missed.
    connection.on('INIT', () => void queries.invalidateQueries());

    let attempt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      if (over) return;
      connection.start().then(
        () => {
          attempt = 0;
          setLink('live');
        },
        () => again(),
      );
    };
    const again = () => {
      if (over) return;
      setLink('lost');
      // Half a second to ten, spread so that a hundred open pages do not come back at once.
      const wait = Math.min(10_000, 500 * 2 ** attempt++) * (0.5 + Math.random() / 2);
      timer = setTimeout(connect, wait);
    };
    connection.onclose(again);
    const awake = () => {
      if (document.visibilityState !== 'visible' || link !== 'lost') return;
      clearTimeout(timer);
      attempt = 0;
      connect();
    };
    document.addEventListener('visibilitychange', awake);
    window.addEventListener('online', awake);
    stop = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', awake);
      window.removeEventListener('online', awake);
      void connection.stop();
    };
    connect();
  });

  return () => {
    over = true;
    stop();
    setLink('connecting');
  };
}
