import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { tell } from '../../../ui/problems';

/** Phones, messages, figures, settings and faults as on the first day. */
export function useResetWorld() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST('/api/simulator/world/reset')),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['written'] });
      void queries.invalidateQueries({ queryKey: ['world'] });
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (problem) => tell(problem),
  });
}
