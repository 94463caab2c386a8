import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { at } from '../../../lib/networks';
import { tell } from '../../../ui/problems';
import { useNetwork } from './network';

export function useCauseFault() {
  const queries = useQueryClient();
  const network = useNetwork();
  return useMutation({
    mutationFn: ({ senderId, ...body }: { senderId: string } & Schema<'CauseFaultRequest'>) =>
      take(api.POST('/api/simulator/sessions/{senderId}/fault', { params: { path: { senderId } }, body, ...at(network) })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['senders'] }),
    onError: (problem) => tell(problem),
  });
}
