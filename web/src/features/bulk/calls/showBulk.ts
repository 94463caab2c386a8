import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useBulkSend(id: string) {
  return useQuery({
    queryKey: ['bulk', id],
    queryFn: ({ signal }) => take(api.GET('/api/bulk/{id}', { params: { path: { id } }, signal })),
  });
}
