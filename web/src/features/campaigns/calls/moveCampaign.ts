import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';
import { campaignKey } from './campaign';

type Move = 'start' | 'pause' | 'resume' | 'stop';

/** Start, pause, resume or stop: one row flips, whatever the size, so the answer comes at once. */
export function useMoveCampaign(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ move, skipIncomplete = false }: { move: Move; skipIncomplete?: boolean }) => {
      const params = { path: { id } };
      switch (move) {
        case 'start':
          return take(api.POST('/api/campaigns/{id}/start', { params, body: { skipIncomplete } }));
        case 'pause':
          return take(api.POST('/api/campaigns/{id}/pause', { params }));
        case 'resume':
          return take(api.POST('/api/campaigns/{id}/resume', { params }));
        case 'stop':
          return take(api.POST('/api/campaigns/{id}/stop', { params }));
      }
    },
    onSuccess: (campaign) => queries.setQueryData(campaignKey(id), campaign),
    onError: (problem) => tell(problem),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['campaigns', id] });
      void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
    },
  });
}
