import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

const key = ['tenant'];

export function useTenant() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => take(api.GET('/api/tenant', { signal })) });
}

export function useChangeTenant() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'ChangeTenantRequest'>) => take(api.PATCH('/api/tenant', { body })),
    onSuccess: (tenant) => {
      queries.setQueryData(key, tenant);
      void queries.invalidateQueries({ queryKey: ['me'] }); // carries the name
    },
  });
}
