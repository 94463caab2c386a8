import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

// The document says of variables only that they are an object; they hold any JSON by name.
type Free<T> = Omit<T, 'variables'> & { variables?: Record<string, unknown> };

export type NewContact = Free<Schema<'CreateContactRequest'>>;
export type ContactChange = Free<Schema<'ChangeContactRequest'>>;

export function useCreateContact() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewContact) => take(api.POST('/api/contacts', { body: body as Schema<'CreateContactRequest'> })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  });
}

export function useChangeContact(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ContactChange) =>
      take(api.PATCH('/api/contacts/{id}', { params: { path: { id } }, body: body as Schema<'ChangeContactRequest'> })),
    onSuccess: (contact) => {
      queries.setQueryData(['contact', id], contact);
      void queries.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
}
