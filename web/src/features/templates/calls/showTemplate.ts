import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useTemplate(id: string | undefined) {
  return useQuery({
    queryKey: ['templates', id],
    queryFn: ({ signal }) => take(api.GET('/api/templates/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
  });
}
