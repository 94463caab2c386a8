import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, Problem, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

/** Which number of which business account a sender is; null while it has none. */
export function useBusinessNumber(senderId: string) {
  return useQuery({
    queryKey: ['senders', senderId, 'business'],
    queryFn: async ({ signal }): Promise<Schema<'SenderNumber'> | null> => {
      try {
        return await take(api.GET('/api/cloud/senders/{senderId}', { params: { path: { senderId } }, signal }));
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 404) return null;
        throw problem;
      }
    },
  });
}

export function useBusinessAccounts(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['cloud', 'accounts', 'names'],
    queryFn: ({ signal }) => take(api.GET('/api/cloud/accounts', { params: { query: { limit: 100 } }, signal })),
    select: (page) => page.items,
  });
}

/** Meta is asked which of the account's numbers is the sender's. */
export function useChooseAccount(senderId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (accountId: string) =>
      take(api.PUT('/api/cloud/senders/{senderId}', { params: { path: { senderId } }, body: { accountId } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['senders'] });
      void queries.invalidateQueries({ queryKey: ['cloud'] });
    },
  });
}
