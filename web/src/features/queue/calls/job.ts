import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** A job until it has ended. No event tells of this kind. */
export function useJob(id: string | undefined) {
  return useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => take(api.GET('/api/jobs/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
    refetchInterval: (query) => (['queued', 'running'].includes(query.state.data?.state ?? 'queued') ? 1000 : false),
  });
}
