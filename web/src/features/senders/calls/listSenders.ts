import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** The tenant's numbers, oldest first. */
export function useSenders({ search, status }: { search?: string; status?: string }) {
  return useInfiniteQuery({
    queryKey: ['senders', 'list', { search, status }],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/senders', { params: { query: { limit: 50, cursor: pageParam, search, status } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: 10_000, // no event tells of quotas and health
  });
}

/** How many numbers there are, whatever is searched for. */
export function useSenderCount() {
  return useQuery({
    queryKey: ['senders', 'list', 'count'],
    queryFn: ({ signal }) => take(api.GET('/api/senders', { params: { query: { limit: 1 } }, signal })),
    select: (page) => page.total ?? page.items.length,
  }).data;
}
