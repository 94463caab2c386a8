import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Person = Schema<'ContactView'>;

/** A few contacts by name or number. */
export function useFoundPeople(q: string) {
  return useQuery({
    queryKey: ['contacts', 'found', q],
    queryFn: async ({ signal }) => (await take(api.GET('/api/contacts', { params: { query: { limit: 8, q } }, signal }))).items,
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
}

export function usePerson(id: string | undefined) {
  return useQuery({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
  });
}
