import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { at } from '../../../lib/networks';
import { useNetwork } from './network';

/** What was sent to the phone and what was written on it. Not everything that happens to it is told by an event (a delivery that waits,
 * a receipt that is lost), so it is asked again while it is looked at. */
export function useMessages(number: string) {
  const network = useNetwork();
  return useQuery({
    queryKey: ['phones', network.name, number, 'messages'],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/simulator/phones/{number}/messages', {
          params: { path: { number }, query: { limit: 200, direction: 'all' } },
          signal,
          ...at(network),
        }),
      ),
    refetchInterval: 2_000,
  });
}
