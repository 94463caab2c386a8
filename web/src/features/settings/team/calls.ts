import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

const key = ['users', 'list'];

export function useUsers() {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/users', { params: { query: { limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useInvite() {
  const stale = useStale();
  return useMutation({ mutationFn: (body: Schema<'InviteUserRequest'>) => take(api.POST('/api/users', { body })), onSuccess: stale });
}

export function useChangeRole() {
  const stale = useStale();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Schema<'Role'> }) =>
      take(api.PATCH('/api/users/{id}', { params: { path: { id } }, body: { role } })),
    onSuccess: stale,
  });
}

export function useRemoveUser() {
  const stale = useStale();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/users/{id}', { params: { path: { id } } })),
    onSuccess: stale,
  });
}

export function useResetPassword() {
  const stale = useStale();
  return useMutation({
    mutationFn: (id: string) => take(api.POST('/api/users/{id}/reset-password', { params: { path: { id } } })),
    onSuccess: stale,
  });
}

// Who changes the own role is somebody else afterwards.
function useStale() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['users'] });
    void queries.invalidateQueries({ queryKey: ['me'] });
  };
}
