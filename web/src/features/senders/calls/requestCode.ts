import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** A code to type on the phone instead of a scan; one that stands is shown again. */
export function useRequestCode(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (driver: string) => take(api.POST('/api/senders/{id}/pairing-code', { params: { path: { id } }, body: { driver } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['senders', id] }),
  });
}
