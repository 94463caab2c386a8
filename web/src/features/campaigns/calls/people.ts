import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import { type Given, givenFor } from '../wizard/numbers';
import type { Campaign } from './campaign';
import type { Recipient } from './recipients';

/** People as they were typed, while this page is open. */
export const givenKey = ['given'] as const;

/** A few recipients of the campaign, by the beginning of a name or a number: somebody to show the message for. */
export function useSomeRecipients(campaign: Campaign, search: string) {
  return useQuery({
    queryKey: ['campaigns', 'people', campaign.id, campaign.audience.total, search],
    queryFn: async ({ signal }) =>
      (
        await take(
          api.GET('/api/campaigns/{id}/recipients', {
            params: { path: { id: campaign.id }, query: { limit: 20, search: search || undefined } },
            signal,
          }),
        )
      ).items,
    placeholderData: keepPreviousData,
  });
}

/** What the placeholders are for one recipient: what came with the campaign wins over what is known of the contact, as when it is sent. Undefined while it is not known. */
export function useVariables(recipient: Recipient | undefined): Record<string, unknown> | undefined {
  const queries = useQueryClient();
  const contact = useQuery({
    queryKey: ['contact', recipient?.contactId, 'variables'],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/{id}', { params: { path: { id: recipient?.contactId as string } }, signal })),
    enabled: Boolean(recipient?.contactId),
  });
  if (!recipient || contact.isLoading) return undefined;
  const own = givenFor(queries.getQueryData<Given[]>(givenKey) ?? [], recipient.to);
  return {
    phone: recipient.to,
    ...((contact.data?.name ?? recipient.name) ? { name: contact.data?.name ?? recipient.name } : {}),
    ...contact.data?.variables,
    ...(own?.name ? { name: own.name } : {}),
    ...own?.variables,
  };
}
