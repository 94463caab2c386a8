import { useMutation } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

/** Every other sign-in of the person is over; this one goes on. */
export function useChangePassword() {
  return useMutation({ mutationFn: (body: Schema<'ChangePasswordRequest'>) => take(api.POST('/api/auth/password', { body })) });
}
