import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

export type Blocked = Schema<'ListBlockedResponse'>;

export function useBlocklist(q: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['blocklist', 'list', q],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/blocklist', { params: { query: { q, limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
