import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { at } from '../../../lib/networks';
import { tell } from '../../../ui/problems';
import { useNetwork } from './network';

/** Phones, messages, figures, settings and faults as on the first day. */
export function useResetWorld() {
  const queries = useQueryClient();
  const network = useNetwork();
  return useMutation({
    mutationFn: () => take(api.POST('/api/simulator/world/reset', at(network))),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['written'] });
      void queries.invalidateQueries({ queryKey: ['world'] });
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (problem) => tell(problem),
  });
}
