import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Campaign = Schema<'CampaignView'>;

export const campaignKey = (id: string) => ['campaigns', id, 'view'] as const;

/** People are still being written down, so the figures of the audience are not the last ones. */
export const isGrowing = (campaign: Campaign) => !['ready', 'ended'].includes(campaign.audience.phase);

export function useCampaign(id: string | undefined) {
  return useQuery({
    queryKey: campaignKey(id ?? ''),
    queryFn: ({ signal }) => take(api.GET('/api/campaigns/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
    // The audience has no event of its own while it is written down.
    refetchInterval: ({ state }) => (state.data && isGrowing(state.data) ? 1500 : false),
  });
}
