import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useTags() {
  return useQuery({ queryKey: ['contacts', 'tags'], queryFn: ({ signal }) => take(api.GET('/api/contacts/tags', { signal })) });
}

export function useSegments() {
  return useQuery({
    queryKey: ['segments', 'list', 'all'],
    queryFn: async ({ signal }) => (await take(api.GET('/api/segments', { params: { query: { limit: 200 } }, signal }))).items,
  });
}

/** Files that were imported, newest first. */
export function useEarlierImports() {
  return useQuery({
    queryKey: ['imports', 'list', 'completed'],
    queryFn: async ({ signal }) =>
      (await take(api.GET('/api/contacts/imports', { params: { query: { limit: 50 } }, signal }))).items.filter(
        (one) => one.state === 'completed' && one.target === 'contacts',
      ),
  });
}
