import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { at } from '../../../lib/networks';
import { useNetwork } from './network';

export function usePhoneStats() {
  const network = useNetwork();
  return useQuery({
    queryKey: ['phones', network.name, 'stats'],
    queryFn: ({ signal }) => take(api.GET('/api/simulator/stats', { signal, ...at(network) })),
    refetchInterval: 5_000,
  });
}
