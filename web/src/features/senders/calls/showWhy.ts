import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** Why it does not send now. No event tells of a quota that fills or a pace that is kept, so it is asked again while it is looked at. */
export function useWhy(id: string) {
  return useQuery({
    queryKey: ['senders', id, 'why'],
    queryFn: ({ signal }) => take(api.GET('/api/senders/{id}/why', { params: { path: { id } }, signal })),
    refetchInterval: 5_000,
  });
}
