import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';
import { type Criteria, queryOf } from './criteria';

export type Contact = Schema<'ContactView'>;

export function useContacts(criteria: Criteria, sort: string) {
  return useInfiniteQuery({
    queryKey: ['contacts', 'list', criteria, sort],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/contacts', { params: { query: { ...queryOf(criteria), sort, limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many there are: asked beside the list, since counting a million takes longer than showing the first hundred. */
export function useContactCount(criteria: Criteria, enabled = true) {
  return useQuery({
    queryKey: ['contacts', 'count', criteria],
    queryFn: ({ signal }) =>
      take(api.GET('/api/contacts', { params: { query: { ...queryOf(criteria), limit: 1, total: true } }, signal })).then(
        (page) => page.total ?? 0,
      ),
    enabled,
  });
}
