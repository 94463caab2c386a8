import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useStopBulk(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST('/api/bulk/{id}/stop', { params: { path: { id } } })),
    onSuccess: (bulk) => {
      queries.setQueryData(['bulk', id], bulk);
      void queries.invalidateQueries({ queryKey: ['bulk', 'list'] });
    },
  });
}
