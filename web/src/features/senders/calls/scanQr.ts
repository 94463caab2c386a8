import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { at, type Network } from '../../../lib/networks';
import { tell } from '../../../ui/problems';

/** The sender's own virtual phone scans the QR, or types the code. */
export function useScan(network: Network) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ number, qr }: { number: string; qr: string }) =>
      take(api.POST('/api/simulator/phones/{number}/scan', { params: { path: { number } }, body: { qr }, ...at(network) })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['senders'] }),
    onError: (problem) => tell(problem),
  });
}
