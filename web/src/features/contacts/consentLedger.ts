import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

/** What a person said about being written to, newest first. */
export function useConsent(id: string) {
  return useQuery({
    queryKey: ['contact', id, 'consent'],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/{id}/consent', { params: { path: { id } }, signal })),
  });
}

export function useSetConsent(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'SetConsentRequest'>) => take(api.POST('/api/contacts/{id}/consent', { params: { path: { id } }, body })),
    onSuccess: () =>
      Promise.all([queries.invalidateQueries({ queryKey: ['contact', id] }), queries.invalidateQueries({ queryKey: ['contacts'] })]),
  });
}
