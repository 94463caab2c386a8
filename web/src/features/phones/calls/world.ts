import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { at } from '../../../lib/networks';
import { tell } from '../../../ui/problems';
import { useNetwork } from './network';

export type World = Schema<'WorldView'>;

/** How the world behaves. Somebody else may change it meanwhile, so it is asked again each time it is opened. */
export function useWorld(enabled = true) {
  const network = useNetwork();
  return useQuery({
    queryKey: ['world', network.name],
    queryFn: ({ signal }) => take(api.GET('/api/simulator/world', { signal, ...at(network) })),
    enabled,
    staleTime: 0,
  });
}

export function useChangeWorld() {
  const queries = useQueryClient();
  const network = useNetwork();
  return useMutation({
    mutationFn: (body: Schema<'ChangeWorldRequest'>) => take(api.PUT('/api/simulator/world', { body, ...at(network) })),
    onSuccess: (world) => queries.setQueryData(['world', network.name], world),
    onError: (problem) => tell(problem),
  });
}
