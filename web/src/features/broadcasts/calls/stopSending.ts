import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useStopSending(id: string, sendId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST('/api/broadcasts/{id}/sends/{sendId}/stop', { params: { path: { id, sendId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['broadcasts'] }),
  });
}
