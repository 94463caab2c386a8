import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

/** Sends to many at once; the answer comes when all is written down, and the page of the send shows the rest. */
export function useSendBulk() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: Schema<'SendBulkRequest'> & { key: string }) =>
      take(api.POST('/api/bulk', { body, params: { header: { 'Idempotency-Key': key, Prefer: 'respond-async' } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bulk', 'list'] }),
  });
}
