import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { tell } from '../../../ui/problems';

export type World = Schema<'WorldView'>;

/** How the world behaves. Somebody else may change it meanwhile, so it is asked again each time it is opened. */
export function useWorld(enabled = true) {
  return useQuery({
    queryKey: ['world'],
    queryFn: ({ signal }) => take(api.GET('/api/simulator/world', { signal })),
    enabled,
    staleTime: 0,
  });
}

export function useChangeWorld() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'ChangeWorldRequest'>) => take(api.PUT('/api/simulator/world', { body })),
    onSuccess: (world) => queries.setQueryData(['world'], world),
    onError: (problem) => tell(problem),
  });
}
