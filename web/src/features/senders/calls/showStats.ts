import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

const HOUR = 3_600_000;

/** Messages and uptime of the last hours. No event tells of new figures. */
export function useSenderStats(id: string, hours: number, everyMs = 15_000) {
  return useQuery({
    queryKey: ['senders', id, 'stats', hours],
    queryFn: ({ signal }) => {
      // From a full hour on, so that the first bar is a whole one.
      const from = new Date(Math.floor(Date.now() / HOUR) * HOUR - (hours - 1) * HOUR).toISOString();
      return take(api.GET('/api/senders/{id}/stats', { params: { path: { id }, query: { from } }, signal }));
    },
    refetchInterval: everyMs,
    placeholderData: (before) => before,
  });
}
