import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Figures = Schema<'CampaignFigures'>;

export function useCampaignStats(id: string) {
  return useQuery({
    queryKey: ['campaigns', id, 'stats'],
    queryFn: ({ signal }) => take(api.GET('/api/campaigns/{id}/stats', { params: { path: { id } }, signal })),
  });
}
