import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { at } from '../../../lib/networks';
import { useNetwork } from './network';

/** The virtual phones, the newest first. @param digits a part of the number, or nothing for all */
export function usePhones(digits: string) {
  const network = useNetwork();
  return useInfiniteQuery({
    queryKey: ['phones', network.name, 'list', digits],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/simulator/phones', {
          params: { query: { limit: 50, cursor: pageParam, search: digits || undefined } },
          signal,
          ...at(network),
        }),
      ),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
