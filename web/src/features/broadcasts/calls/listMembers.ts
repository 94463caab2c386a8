import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Member = Schema<'ListMembersMember'>;

/** Its members, or those of one group. They never change once the list is ready. */
export function useMembers(id: string, group: number | undefined, ready: boolean) {
  return useInfiniteQuery({
    queryKey: ['broadcast-members', id, group ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/broadcasts/{id}/members', { params: { path: { id }, query: { limit: 100, cursor: pageParam, group } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: ready,
    staleTime: 300_000,
  });
}
