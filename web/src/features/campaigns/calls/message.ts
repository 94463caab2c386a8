import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useMessage(id: string | undefined) {
  return useQuery({
    queryKey: ['messages', id],
    queryFn: ({ signal }) => take(api.GET('/api/messages/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
  });
}
