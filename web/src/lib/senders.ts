import { useQuery } from '@tanstack/react-query';
import { api, take } from './api/client';
import type { Schema } from './api/types';

export type Sender = Schema<'SenderView'>;

/** All senders of the tenant; a shop has a handful and a large one hundreds. */
export function useSenders() {
  return useQuery({
    queryKey: ['senders', 'list', 'every'],
    queryFn: async ({ signal }) => {
      const all: Sender[] = [];
      let cursor: string | undefined;
      do {
        const page = await take(api.GET('/api/senders', { params: { query: { limit: 500, cursor } }, signal }));
        all.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return all;
    },
  });
}

/** A sender's name by its id; null while it is not known, or when it was deleted. */
export function useSenderName() {
  const senders = useSenders();
  return (id: string | null | undefined) => senders.data?.find((one) => one.id === id)?.name ?? null;
}

/** Whether the driver is the one that a sender falls back to. As the sender is set up now: what it was then is not kept. */
export function useIsFallback() {
  const senders = useSenders();
  return (id: string | null | undefined, driver: string | null | undefined) =>
    Boolean(driver) && senders.data?.find((one) => one.id === id)?.fallbackDriver === driver;
}
