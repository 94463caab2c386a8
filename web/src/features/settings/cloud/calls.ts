import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Account = Schema<'CloudAccountView'>;
export type Num = Schema<'ListCloudNumbersItem'>;
export type Template = Schema<'CloudTemplateView'>;

const accounts = ['cloud', 'accounts'];

/** A business has one such account or a handful. */
export function useAccounts() {
  return useQuery({
    queryKey: accounts,
    queryFn: ({ signal }) => take(api.GET('/api/cloud/accounts', { params: { query: { limit: 100 } }, signal })),
    select: (page) => page.items,
    refetchInterval: 30_000, // no event tells that Meta called the webhook
  });
}

function useAccountChange<Input, Output>(call: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: call, onSettled: () => queries.invalidateQueries({ queryKey: ['cloud'] }) });
}

export const useAddAccount = () =>
  useAccountChange((body: Schema<'CreateCloudAccountRequest'>) => take(api.POST('/api/cloud/accounts', { body })));

export const useChangeAccount = (id: string) =>
  useAccountChange((body: Schema<'ChangeCloudAccountRequest'>) =>
    take(api.PATCH('/api/cloud/accounts/{id}', { params: { path: { id } }, body })),
  );

export const useDeleteAccount = () =>
  useAccountChange((id: string) => take(api.DELETE('/api/cloud/accounts/{id}', { params: { path: { id } } })));

/** Asks Meta whether the token is good. */
export const useCheckAccount = () =>
  useAccountChange((id: string) => take(api.POST('/api/cloud/accounts/{id}/check', { params: { path: { id } } })));

/** Meta is asked each time, so not oftener than somebody looks. */
export function useNumbers(id: string) {
  return useQuery({
    queryKey: ['cloud', 'numbers', id],
    queryFn: ({ signal }) => take(api.GET('/api/cloud/accounts/{id}/numbers', { params: { path: { id } }, signal })),
    select: (answer) => answer.items,
    staleTime: 60_000,
    retry: false,
  });
}

export function useTemplates(id: string, { q, status }: { q?: string; status?: string }) {
  return useInfiniteQuery({
    queryKey: ['cloud', 'templates', id, { q, status }],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/cloud/accounts/{id}/templates', {
          params: { path: { id }, query: { q, status, limit: 25, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
}

export const useSyncTemplates = () =>
  useAccountChange((id: string) => take(api.POST('/api/cloud/accounts/{id}/templates/sync', { params: { path: { id } } })));

/** A number of the account becomes a sender: made, bound to its number, connected. */
export function useAddNumber(accountId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, number }: { name: string; number: Num }) => {
      const sender = await take(
        api.POST('/api/senders', { body: { name, phoneNumber: number.phoneNumber, driver: 'cloud', typing: false } }),
      );
      const at = { params: { path: { senderId: sender.id } } };
      await take(api.PUT('/api/cloud/senders/{senderId}', { ...at, body: { accountId, phoneNumberId: number.phoneNumberId } }));
      await take(api.POST('/api/senders/{id}/connect', { params: { path: { id: sender.id } }, body: {} }));
      return sender;
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['cloud'] });
      void queries.invalidateQueries({ queryKey: ['senders'] });
    },
  });
}
