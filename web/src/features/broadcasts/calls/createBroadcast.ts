import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export function useCreateBroadcast() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateBroadcastRequest'>) => take(api.POST('/api/broadcasts', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['broadcasts', 'list'] }),
  });
}
