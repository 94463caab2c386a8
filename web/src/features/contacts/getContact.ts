import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

export function useContact(id: string) {
  return useQuery({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/{id}', { params: { path: { id } }, signal })),
  });
}
