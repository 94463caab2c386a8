import { useQuery } from '@tanstack/react-query';
import { api, take } from './api/client';

/** The most frequent tags of contacts, with how many have each. */
export function useTags() {
  return useQuery({
    queryKey: ['contacts', 'tags'],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/tags', { signal })),
    staleTime: 60_000,
  });
}

/** Segments to choose from; nobody has more than a few hundred. */
export function useSegmentChoices() {
  return useQuery({
    queryKey: ['segments', 'list', 'all'],
    queryFn: async ({ signal }) => (await take(api.GET('/api/segments', { params: { query: { limit: 200 } }, signal }))).items,
  });
}
