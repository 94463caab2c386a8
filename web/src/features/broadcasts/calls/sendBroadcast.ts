import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export function useSendBroadcast(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: Schema<'SendBroadcastRequest'> & { key: string }) =>
      take(api.POST('/api/broadcasts/{id}/send', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['broadcasts'] }),
  });
}
