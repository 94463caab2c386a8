import { useQueries, useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

/** Changes with the event queue.stats. */
export function useQueueStats() {
  return useQuery({ queryKey: ['queue', 'stats'], queryFn: ({ signal }) => take(api.GET('/api/queue/stats', { signal })) });
}

export type Range = 'day' | 'month';
const DAYS = { day: 1, month: 30 } as const;

/** The last 24 hours by hour, or the last 30 days by day. What was shown stays while the other is fetched. */
export function useActivity(range: Range) {
  return useQuery({
    queryKey: ['overview', 'activity', range],
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - DAYS[range] * 86_400_000).toISOString();
      return take(api.GET('/api/analytics/activity', { params: { query: { from, by: range === 'day' ? 'hour' : 'day' } }, signal }));
    },
    placeholderData: (before) => before,
  });
}

/** The last 24 hours that are over. Nothing is added to them any more, so this is asked once an hour and not with every event. */
export function useCompletedHours() {
  const end = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  const [from, to] = [new Date(end - 86_400_000).toISOString(), new Date(end).toISOString()];
  return useQuery({
    queryKey: ['activity', 'completed', to],
    queryFn: ({ signal }) => take(api.GET('/api/analytics/activity', { params: { query: { from, to, by: 'hour' } }, signal })),
    // The last of what was counted in an hour is added up a moment after its end.
    staleTime: 300_000,
    placeholderData: (before) => before,
  });
}

/** The first hundred, which are all of nearly everybody's. */
export function useSenders() {
  return useQuery({
    queryKey: ['senders', 'list', 'overview'],
    queryFn: ({ signal }) => take(api.GET('/api/senders', { params: { query: { limit: 100 } }, signal })),
  });
}

export function useRunningCampaigns(limit: number) {
  return useQuery({
    queryKey: ['campaigns', 'list', 'running', limit],
    queryFn: ({ signal }) => take(api.GET('/api/campaigns', { params: { query: { state: 'running', limit } }, signal })),
  });
}

export function useCampaignStats(ids: readonly string[]) {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['campaigns', id, 'stats'],
      queryFn: ({ signal }: { signal: AbortSignal }) => take(api.GET('/api/campaigns/{id}/stats', { params: { path: { id } }, signal })),
    })),
  });
}

/** Whether anything was ever done, for the first steps: one of each tells. */
export function useBeginnings() {
  const contacts = useQuery({
    queryKey: ['contacts', 'any'],
    queryFn: async ({ signal }) => (await take(api.GET('/api/contacts', { params: { query: { limit: 1 } }, signal }))).items.length > 0,
  });
  const campaigns = useQuery({
    queryKey: ['campaigns', 'list', 'any'],
    queryFn: async ({ signal }) =>
      (await take(api.GET('/api/campaigns', { params: { query: { limit: 20 } }, signal }))).items.some((campaign) => campaign.startedAt),
  });
  return { contacts: contacts.data, campaigns: campaigns.data };
}
