import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { type AuditFilter, queryOf } from './audit';
import { useActionWords } from './words';

export function useAudit(filter: AuditFilter) {
  const words = useActionWords();
  return useInfiniteQuery({
    queryKey: ['audit', filter, words],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/audit', { params: { query: { ...queryOf(filter, words), limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 5_000,
  });
}
