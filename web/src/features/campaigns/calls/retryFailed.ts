import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';

export function useRetryFailed(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST('/api/campaigns/{id}/retry-failed', { params: { path: { id } } })),
    onError: (problem) => tell(problem),
    onSettled: () => queries.invalidateQueries({ queryKey: ['campaigns'] }),
  });
}
