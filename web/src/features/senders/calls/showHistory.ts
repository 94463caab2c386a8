import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useSenderHistory(id: string) {
  return useInfiniteQuery({
    queryKey: ['senders', id, 'history'],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/senders/{id}/history', { params: { path: { id }, query: { limit: 15, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
