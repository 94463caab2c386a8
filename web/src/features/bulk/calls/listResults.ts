import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export interface Result {
  key: string;
  /** Place in the request, from 1; unknown where the ledger was asked. */
  place: number | null;
  to: string | null;
  name: string | null;
  state: string;
  messageId: string | null;
  reason: Schema<'Reason'> | null;
  senderId: string | null;
  at: string | null;
}

const rejected = new Set(['invalid', 'duplicate']);

export const resultsKey = (id: string, state: string | undefined) => ['bulk-results', id, state ?? 'all'];

/**
 * One result per recipient. All of them, and those that were rejected, come in the order of the request; the others in one state come from the
 * ledger, which finds them without reading the rest.
 */
export function useResults(id: string, state: string | undefined) {
  return useInfiniteQuery({
    queryKey: resultsKey(id, state),
    queryFn: ({ pageParam, signal }) =>
      !state || rejected.has(state) ? given(id, state, pageParam, signal) : ledger(id, state, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

async function given(id: string, state: string | undefined, first: string | undefined, signal: AbortSignal) {
  let cursor = first;
  // Rejects may stand anywhere: on until there is one, or the end.
  for (;;) {
    const query = { limit: state ? 500 : 100, cursor };
    const page = await take(api.GET('/api/bulk/{id}/results', { params: { path: { id }, query }, signal }));
    const items = page.items
      .filter((one) => !state || one.status === state)
      .map(
        (one): Result => ({
          key: String(one.index),
          place: one.index + 1,
          to: one.to ?? null,
          name: null,
          state: one.status,
          messageId: one.messageId ?? null,
          reason: one.reason ?? null,
          senderId: one.senderId ?? null,
          at: null,
        }),
      );
    if (items.length > 0 || !page.nextCursor) return { items, nextCursor: page.nextCursor };
    cursor = page.nextCursor;
  }
}

async function ledger(id: string, state: string, cursor: string | undefined, signal: AbortSignal) {
  const query = { limit: 100, cursor, campaign: id, state };
  const page = await take(api.GET('/api/messages', { params: { query }, signal }));
  const items = page.items.map(
    (one): Result => ({
      key: one.id,
      place: null,
      to: one.to,
      name: one.contactName ?? null,
      state: one.state,
      messageId: one.id,
      reason: one.reason ?? null,
      senderId: one.senderId ?? null,
      at: one.readAt ?? one.deliveredAt ?? one.sentAt ?? one.finishedAt ?? null,
    }),
  );
  return { items, nextCursor: page.nextCursor };
}
