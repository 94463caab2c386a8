import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** What was sent to the phone and what was written on it. Not everything that happens to it is told by an event (a delivery that waits,
 * a receipt that is lost), so it is asked again while it is looked at. */
export function useMessages(number: string) {
  return useQuery({
    queryKey: ['phones', number, 'messages'],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/simulator/phones/{number}/messages', {
          params: { path: { number }, query: { limit: 200, direction: 'all' } },
          signal,
        }),
      ),
    refetchInterval: 2_000,
  });
}
