import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** The virtual phones, the newest first. */
export function usePhones() {
  return useInfiniteQuery({
    queryKey: ['phones', 'list'],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/simulator/phones', { params: { query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
