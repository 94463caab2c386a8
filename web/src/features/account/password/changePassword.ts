import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

/** Changes the password, or sets the first one. Every other sign-in of the person is over; this one goes on. */
export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'ChangePasswordRequest'>) => take(api.POST('/api/auth/password', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
}
