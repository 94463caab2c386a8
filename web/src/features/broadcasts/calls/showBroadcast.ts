import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useBroadcast(id: string) {
  return useQuery({
    queryKey: ['broadcasts', id],
    queryFn: ({ signal }) => take(api.GET('/api/broadcasts/{id}', { params: { path: { id } }, signal })),
    // No event tells how far a list is filled.
    refetchInterval: (query) => (query.state.data?.phase === 'filling' ? 1500 : false),
  });
}
