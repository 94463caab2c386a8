import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

export function useDeleteContact(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (erase: boolean) => take(api.DELETE('/api/contacts/{id}', { params: { path: { id }, query: { erase } } })),
    // The person's own page is left by then; only what lists people is asked again.
    onSuccess: () => {
      for (const key of ['contacts', 'messages', 'blocklist']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
