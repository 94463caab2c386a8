import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';

export function useDeleteCampaign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/campaigns/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      queries.removeQueries({ queryKey: ['campaigns', id] });
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
    onError: (problem) => tell(problem),
  });
}
