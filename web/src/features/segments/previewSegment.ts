import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Filter } from './editor/tree';

/** Whom a filter means, how many of them may be written to, and the newest few. Nothing is asked without a filter. */
export function usePreview(filter: Filter | undefined) {
  return useQuery({
    queryKey: ['segments', 'preview', filter],
    queryFn: ({ signal }) => take(api.POST('/api/segments/preview', { body: { filter: { ...filter } }, signal })),
    enabled: filter !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
