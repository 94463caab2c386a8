import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';
import { campaignKey } from './campaign';

export function useDuplicateCampaign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      take(api.POST('/api/campaigns/{id}/duplicate', { params: { path: { id } }, body: { name } })),
    onSuccess: (copy) => {
      queries.setQueryData(campaignKey(copy.id), copy);
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
    onError: (problem) => tell(problem),
  });
}
