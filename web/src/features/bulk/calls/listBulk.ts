import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type BulkSend = Schema<'BulkView'>;

/** Bulk sends, newest first. */
export function useBulkSends() {
  return useInfiniteQuery({
    queryKey: ['bulk', 'list'],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/bulk', { params: { query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
