import { useMutation } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export function useTestCampaign(id: string) {
  return useMutation({
    mutationFn: (body: Schema<'TestCampaignRequest'>) => take(api.POST('/api/campaigns/{id}/test', { params: { path: { id } }, body })),
  });
}
