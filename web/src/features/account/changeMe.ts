import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';
import { meQuery } from '../../lib/me';

export function useChangeMe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'ChangeMeRequest'>) => take(api.PATCH('/api/auth/me', { body })),
    onSuccess: (me) => queries.setQueryData(meQuery.queryKey, me),
  });
}
