import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export function useSendMessage() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: Schema<'SendMessageRequest'> & { key: string }) =>
      take(api.POST('/api/messages', { body, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['queue'] });
      void queries.invalidateQueries({ queryKey: ['messages'] });
    },
  });
}
