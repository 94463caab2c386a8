import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { type AuditFilter, queryOf } from './audit';

export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/audit', { params: { query: { ...queryOf(filter), limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 5_000,
  });
}
