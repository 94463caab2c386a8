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

/** Files of contacts that were imported, newest first. */
export function useEarlierImports() {
  return useQuery({
    queryKey: ['imports', 'list', 'completed'],
    queryFn: async ({ signal }) =>
      (await take(api.GET('/api/contacts/imports', { params: { query: { limit: 50 } }, signal }))).items.filter(
        (one) => one.state === 'completed' && one.target === 'contacts',
      ),
  });
}

/** Names of variables that contacts have, the most frequent first. */
export function useVariables(enabled: boolean) {
  return useQuery({
    queryKey: ['contacts', 'variables'],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/variables', { signal })),
    enabled,
    staleTime: 300_000,
  });
}
