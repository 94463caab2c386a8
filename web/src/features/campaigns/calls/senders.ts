import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** The tenant's senders; nobody has more than a few hundred. */
export function useSenders() {
  return useQuery({
    queryKey: ['senders', 'list', 'all'],
    queryFn: async ({ signal }) => (await take(api.GET('/api/senders', { params: { query: { limit: 200 } }, signal }))).items,
  });
}
