import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

const key = ['keys', 'list'];

export function useKeys() {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/api-keys', { params: { query: { limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useCreateKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'CreateApiKeyRequest'>) => take(api.POST('/api/api-keys', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export function useRevokeKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/api-keys/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
