import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

export type Segment = Schema<'SaveSegmentResponse'>;

export function useSegments() {
  return useInfiniteQuery({
    queryKey: ['segments', 'list'],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/segments', { params: { query: { limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
