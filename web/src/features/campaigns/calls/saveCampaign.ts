import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { campaignKey } from './campaign';

export type Change = Schema<'ChangeCampaignRequest'>;

export function useCreateCampaign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CampaignDraft'>) => take(api.POST('/api/campaigns', { body })),
    onSuccess: (campaign) => {
      queries.setQueryData(campaignKey(campaign.id), campaign);
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}

export function useChangeCampaign(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) => take(api.PATCH('/api/campaigns/{id}', { params: { path: { id } }, body })),
    // One after the other: a slow save must not overtake a later one.
    scope: { id: `campaign ${id}` },
    onSuccess: (campaign) => {
      queries.setQueryData(campaignKey(id), campaign);
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}
