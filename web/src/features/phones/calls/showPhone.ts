import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { at } from '../../../lib/networks';
import { useNetwork } from './network';

/** One phone. Every number is a phone, so this never misses. */
export function usePhone(number: string) {
  const network = useNetwork();
  return useQuery({
    queryKey: ['phones', network.name, number],
    queryFn: ({ signal }) => take(api.GET('/api/simulator/phones/{number}', { params: { path: { number } }, signal, ...at(network) })),
    refetchInterval: 5_000,
  });
}
