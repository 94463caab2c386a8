import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Recipient = Schema<'RecipientView'>;

export interface RecipientFilter {
  state?: string;
  reason?: string;
  variant?: string;
  search?: string;
}

/** At most so often is the list read again while the campaign runs, and not at all once more than two pages of it were scrolled through. */
const AGAIN_MS = 3000;

/** @param moment Of the latest figures: when they change, the list is old. Its key is not the campaign's own, because each event would read every page again. */
export function useRecipients(id: string, filter: RecipientFilter, moment: number) {
  const queries = useQueryClient();
  const key = ['campaigns', 'recipients', id, filter];
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/campaigns/{id}/recipients', {
          params: { path: { id }, query: { limit: 50, cursor: pageParam, ...filter } as never },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const last = useRef(Date.now());
  const pages = query.data?.pages.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new figures are a reason to look again
  useEffect(() => {
    if (pages > 2 || query.isFetching || moment - last.current < AGAIN_MS) return;
    last.current = moment;
    void queries.invalidateQueries({ queryKey: key });
  }, [moment]);
  return query;
}

/** The same recipients as a file. */
export function exportUrl(id: string, filter: RecipientFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString();
  return `/api/campaigns/${id}/recipients.csv${query ? `?${query}` : ''}`;
}
