import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { asDraft } from '../wizard/asDraft';
import type { Campaign } from './campaign';

export type Check = Schema<'CampaignCheck'>;

/** What would become of it. A draft is not given its start time before it is scheduled, so one with a time in mind is asked about as a whole. */
export function useCheck(campaign: Campaign, start: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['campaigns', 'check', campaign.id, campaign.updatedAt, start ?? ''],
    queryFn: async ({ signal }) => {
      if (!start || campaign.state === 'scheduled')
        return take(api.POST('/api/campaigns/{id}/check', { params: { path: { id: campaign.id } }, signal }));
      const check = await take(api.POST('/api/campaigns/check', { body: asDraft(campaign, start), signal }));
      return withLeftOut(check, campaign);
    },
    enabled,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** Who was given twice or cannot be is not among the recipients any more, so it is added from what the campaign remembers. */
export function withLeftOut(check: Check, campaign: Campaign): Check {
  const known = new Set(check.willNotGet.map((left) => left.reason));
  const left = Object.entries(campaign.audience.leftOut)
    .filter(([reason, amount]) => amount > 0 && !known.has(reason))
    .map(([reason, amount]) => ({ reason, sentence: reason, amount }));
  const added = left.reduce((sum, one) => sum + one.amount, 0);
  return { ...check, given: check.given + added, willNotGet: [...check.willNotGet, ...left] };
}
