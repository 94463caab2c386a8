import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

/** A few by their ids are changed at once; whoever fits a filter is a job. */
export function useTagContacts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'TagContactsRequest'>) => take(api.POST('/api/contacts/bulk', { body })),
    onSuccess: (answer) => {
      if (!answer.jobId) void queries.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
}
