import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { LedgerFilter } from '../ledger/filter';

export const ledgerKey = (filter: LedgerFilter) => ['ledger', filter];

/** Messages in either direction, newest first. */
export function useLedger(filter: LedgerFilter) {
  return useInfiniteQuery({
    queryKey: ledgerKey(filter),
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/messages', { params: { query: { limit: 100, cursor: pageParam, ...filter } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** Another value each time that some message moved; nothing is asked for it. */
export function usePulse() {
  return useQuery({ queryKey: ['messages', 'pulse'], queryFn: () => Date.now(), staleTime: Number.POSITIVE_INFINITY }).data;
}
