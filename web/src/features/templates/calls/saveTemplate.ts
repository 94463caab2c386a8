import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

/** A new template, or another text for one that is there. */
export function useSaveTemplate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Schema<'SaveTemplateRequest'> & { id?: string }) =>
      id ? take(api.PUT('/api/templates/{id}', { params: { path: { id } }, body })) : take(api.POST('/api/templates', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['templates'] }),
  });
}
