import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useResumeSender() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.POST('/api/senders/{id}/resume', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['senders'] }),
  });
}
