import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';

export function useDeleteSender() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/senders/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      queries.removeQueries({ queryKey: ['senders', id] });
      void queries.invalidateQueries({ queryKey: ['senders', 'list'] });
    },
    onError: (problem) => tell(problem),
  });
}
