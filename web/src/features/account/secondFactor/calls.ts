import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Proof } from '../ConfirmForm';

const key = ['account', 'second-factor'];

export function useSecondFactor() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => take(api.GET('/api/auth/2fa', { signal })) });
}

/** A new secret for the app. Nothing changes until a code proves that the app has it. */
export function useSetUp() {
  return useMutation({ mutationFn: () => take(api.POST('/api/auth/2fa/setup')) });
}

export function useEnable() {
  const stale = useStale();
  return useMutation({ mutationFn: (code: string) => take(api.POST('/api/auth/2fa/enable', { body: { code } })), onSuccess: stale });
}

export function useDisable() {
  const stale = useStale();
  return useMutation({
    mutationFn: (proof: Proof) => take(api.POST('/api/auth/2fa/disable', { body: proof })),
    onSuccess: stale,
  });
}

export function useRenewCodes() {
  const stale = useStale();
  return useMutation({
    mutationFn: (proof: Proof) => take(api.POST('/api/auth/2fa/recovery-codes', { body: proof })),
    onSuccess: stale,
  });
}

function useStale() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: key });
    void queries.invalidateQueries({ queryKey: ['me'] });
  };
}
