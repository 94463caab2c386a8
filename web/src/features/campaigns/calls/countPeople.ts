import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** How many contacts a filter means, and how many of them may be written to. */
export function useCount(filter: Record<string, unknown> | null) {
  return useQuery({
    queryKey: ['contacts', 'count', filter],
    queryFn: ({ signal }) => take(api.POST('/api/segments/preview', { body: { filter: filter ?? {} }, signal })),
    enabled: filter !== null,
    placeholderData: keepPreviousData,
  });
}
