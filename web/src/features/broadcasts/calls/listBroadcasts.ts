import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Broadcast = Schema<'BroadcastView'>;

/** The lists, newest first. */
export function useBroadcasts() {
  return useInfiniteQuery({
    queryKey: ['broadcasts', 'list'],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/broadcasts', { params: { query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
