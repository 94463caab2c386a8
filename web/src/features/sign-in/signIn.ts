import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';
import { meQuery } from '../../lib/me';
import { showPasskey } from '../../lib/passkeys';
import { ownPlace } from './ownPlace';

/** With e-mail and password, and the code of whoever has a second factor. */
export function useSignIn() {
  const enter = useEnter();
  return useMutation({ mutationFn: (body: Schema<'LoginRequest'>) => take(api.POST('/api/auth/login', { body })), onSuccess: enter });
}

/** The second step of somebody for whom Google vouched. */
export function useGiveCode() {
  const enter = useEnter();
  return useMutation({ mutationFn: (code: string) => take(api.POST('/api/auth/login/code', { body: { code } })), onSuccess: enter });
}

/** With a passkey: the browser asks which one. */
export function usePasskeySignIn() {
  const enter = useEnter();
  return useMutation({
    mutationFn: async () => {
      const credential = await showPasskey(await take(api.POST('/api/auth/passkey-login/options')));
      await take(api.POST('/api/auth/passkey-login', { body: { credential } }));
    },
    onSuccess: enter,
  });
}

/** Forgets what somebody else saw, and goes where one wanted to. */
function useEnter() {
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  return async () => {
    queries.removeQueries();
    const me = await queries.fetchQuery(meQuery);
    await navigate({ to: me.user?.mustChangePassword ? '/own-password' : ownPlace(next), replace: true });
  };
}
