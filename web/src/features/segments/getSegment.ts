import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

export function useSegment(id: string | undefined) {
  return useQuery({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => take(api.GET('/api/segments/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });
}
