import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export function useTenants() {
  return useInfiniteQuery({
    queryKey: ['tenants', 'list'],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/tenants', { params: { query: { limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useCreateTenant() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateTenantRequest'>) => take(api.POST('/api/tenants', { body })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['tenants', 'list'] });
      void queries.invalidateQueries({ queryKey: ['me'] }); // one may belong to it
    },
  });
}
