import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type GroupProgress = Schema<'ListSendsGroupProgress'>;

export const groupsKey = (id: string, sendId: string) => ['broadcast-groups', id, sendId];

/** The groups that went out so far, in their order. */
export function useGroupProgress(id: string, sendId: string) {
  return useInfiniteQuery({
    queryKey: groupsKey(id, sendId),
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/broadcasts/{id}/sends/{sendId}/groups', {
          params: { path: { id, sendId }, query: { limit: 200, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
