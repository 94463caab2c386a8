import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';

/** The sender's own virtual phone scans the QR, or types the code. */
export function useScan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ number, qr }: { number: string; qr: string }) =>
      take(api.POST('/api/simulator/phones/{number}/scan', { params: { path: { number } }, body: { qr } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['senders'] }),
    onError: (problem) => tell(problem),
  });
}
