import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

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
