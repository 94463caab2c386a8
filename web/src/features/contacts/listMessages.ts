import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

export type Message = Schema<'MessageView'>;

/** Messages with one person, newest first, in both directions. */
export function useMessages(contact: string) {
  return useInfiniteQuery({
    queryKey: ['messages', 'list', { contact }],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/messages', { params: { query: { contact, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
