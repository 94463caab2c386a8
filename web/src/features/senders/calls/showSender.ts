import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useSender(id: string) {
  return useQuery({
    queryKey: ['senders', id],
    queryFn: ({ signal }) => take(api.GET('/api/senders/{id}', { params: { path: { id } }, signal })),
    refetchInterval: 10_000, // no event tells of quotas and health
  });
}
