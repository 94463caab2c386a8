import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

export function useDeleteSegment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/segments/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['segments', 'list'] });
    },
  });
}
