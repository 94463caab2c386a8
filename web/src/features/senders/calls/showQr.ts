import { useQuery } from '@tanstack/react-query';
import { api, Problem, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

/** The QR that the session shows now; null while there is none. The event sender.qr brings the next one at once; the timer is for
 * the moment between two and for a page that missed the event. */
export function useQr(id: string, driver: string, enabled: boolean) {
  return useQuery({
    queryKey: ['senders', id, 'qr', driver],
    queryFn: async ({ signal }) => {
      try {
        const shown = await take(api.GET('/api/senders/{id}/qr', { params: { path: { id }, query: { driver } }, signal }));
        return shown as Schema<'ShowQrResponse'>; // the call has pictures too, for who asks for them
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 409) return null;
        throw problem;
      }
    },
    enabled,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: (query) => {
      const expiresAt = query.state.data?.expiresAt;
      return expiresAt ? Math.max(1_000, new Date(expiresAt).getTime() - Date.now() + 200) : 1_500;
    },
  });
}
