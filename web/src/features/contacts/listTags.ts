import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

/** The most frequent tags, with how many contacts have each. */
export function useTags() {
  return useQuery({
    queryKey: ['contacts', 'tags'],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/tags', { signal })),
    staleTime: 60_000,
  });
}
