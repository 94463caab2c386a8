import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { tell } from '../../../ui/problems';

export type World = Schema<'ChangeWorldResponse'>;

const put = (body: Schema<'ChangeWorldRequest'>) => take(api.PUT('/api/simulator/world', { body }));

/** How the world behaves. There is no call to read it, but a change of nothing answers with the whole. */
export function useWorld(enabled: boolean) {
  return useQuery({ queryKey: ['world'], queryFn: () => put({}), enabled, staleTime: 0 });
}

export function useChangeWorld() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: put,
    onSuccess: (world) => queries.setQueryData(['world'], world),
    onError: (problem) => tell(problem),
  });
}
