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
