import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** The virtual phones, the newest first. @param digits a part of the number, or nothing for all */
export function usePhones(digits: string) {
  return useInfiniteQuery({
    queryKey: ['phones', 'list', digits],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/simulator/phones', {
          params: { query: { limit: 50, cursor: pageParam, search: digits || undefined } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
