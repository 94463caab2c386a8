import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { tell } from '../../../ui/problems';

export function useCauseFault() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ senderId, ...body }: { senderId: string } & Schema<'CauseFaultRequest'>) =>
      take(api.POST('/api/simulator/sessions/{senderId}/fault', { params: { path: { senderId } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['senders'] }),
    onError: (problem) => tell(problem),
  });
}
