import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Sending = Schema<'BroadcastSendView'>;

export const runs = ({ state }: Pick<Sending, 'state'>) => state === 'waiting' || state === 'sending';

/** The sendings of a list, newest first. */
export function useSendings(id: string) {
  return useInfiniteQuery({
    queryKey: ['broadcasts', id, 'sendings'],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/broadcasts/{id}/sends', { params: { path: { id }, query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useSending(id: string, sendId: string | null | undefined) {
  return useQuery({
    queryKey: ['broadcasts', id, 'sending', sendId],
    queryFn: ({ signal }) =>
      take(api.GET('/api/broadcasts/{id}/sends/{sendId}', { params: { path: { id, sendId: sendId as string } }, signal })),
    enabled: Boolean(sendId),
  });
}
