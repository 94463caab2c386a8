import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** What was sent to the phone. Not everything that happens to it is told by an event (a delivery that waits, a receipt that is lost),
 * so it is asked again while it is looked at. */
export function useReceived(number: string) {
  return useQuery({
    queryKey: ['phones', number, 'received'],
    queryFn: ({ signal }) =>
      take(api.GET('/api/simulator/phones/{number}/messages', { params: { path: { number }, query: { limit: 200 } }, signal })),
    refetchInterval: 2_000,
  });
}
