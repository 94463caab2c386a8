import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Template = Schema<'TemplateView'>;

/** The library, newest first. */
export function useTemplates(q: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['templates', 'list', q ?? ''],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/templates', { params: { query: { limit: 60, q, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
