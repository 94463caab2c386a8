import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** What the placeholders of a text are filled in with for one member. */
export function useMemberVariables(contactId: string | undefined) {
  return useQuery({
    queryKey: ['contact', contactId],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/{id}', { params: { path: { id: contactId as string } }, signal })),
    enabled: contactId !== undefined,
    select: (contact): Record<string, unknown> => ({
      ...contact.variables,
      ...(contact.name && { name: contact.name }),
      phone: contact.phoneNumber,
    }),
  });
}
