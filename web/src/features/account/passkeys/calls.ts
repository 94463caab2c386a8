import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { makePasskey, showPasskey } from '../../../lib/passkeys';

const key = ['account', 'passkeys'];

export function usePasskeys() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => take(api.GET('/api/auth/passkeys', { signal })) });
}

/** The browser makes the passkey and keeps its secret; the server gets the public half. */
export function useAddPasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => {
      const credential = await makePasskey(await take(api.POST('/api/auth/passkeys/options')));
      return take(api.POST('/api/auth/passkeys', { body: { name, credential } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

/** Shows one of the own passkeys, to prove that it is oneself. */
export function useShowPasskey() {
  return useMutation({ mutationFn: async () => showPasskey(await take(api.POST('/api/auth/passkeys/confirm-options'))) });
}

export function useRemovePasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/auth/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
