import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export function useMessage(id: string) {
  return useQuery({
    queryKey: ['messages', id],
    queryFn: ({ signal }) => take(api.GET('/api/messages/{id}', { params: { path: { id } }, signal })),
  });
}

export type Decision = 'retry' | 'cancel' | 'mark-sent';

/** What a person decides about one message. */
export function useDecide(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision): Promise<Schema<'MessageView'>> => {
      const params = { path: { id } };
      if (decision === 'retry') return take(api.POST('/api/messages/{id}/retry', { params }));
      if (decision === 'cancel') return take(api.POST('/api/messages/{id}/cancel', { params }));
      return take(api.POST('/api/messages/{id}/mark-sent', { params }));
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['messages'] });
      void queries.invalidateQueries({ queryKey: ['queue'] });
      void queries.invalidateQueries({ queryKey: ['dead-letters'] });
    },
  });
}
