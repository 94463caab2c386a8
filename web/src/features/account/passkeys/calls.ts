import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { makePasskey, showPasskey } from '../../../lib/passkeys';

type Proof = Schema<'RemovePasskeyRequest'>;

const key = ['account', 'passkeys'];

export function usePasskeys() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => take(api.GET('/api/auth/passkeys', { signal })) });
}

/** The browser makes the passkey and keeps its secret; the server gets the public half. */
export function useAddPasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, proof }: { name: string; proof: Proof }) => {
      const credential = await makePasskey(await take(api.POST('/api/auth/passkeys/options', { body: proof })));
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
    mutationFn: ({ id, proof }: { id: string; proof: Proof }) =>
      take(api.POST('/api/auth/passkeys/{id}/remove', { params: { path: { id } }, body: proof })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
