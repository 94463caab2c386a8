import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

export const isOver = (state: string) => state === 'completed' || state === 'failed' || state === 'cancelled';

/** How far long work is. Only imports tell by events, so while it runs it is asked for. */
export function useJob(id: string | undefined) {
  return useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => take(api.GET('/api/jobs/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data.state) ? false : 1000),
  });
}

export function useCancelJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.POST('/api/jobs/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => {
      for (const key of ['jobs', 'imports']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
