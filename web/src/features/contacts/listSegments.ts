import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

/** Segments to narrow the list by. */
export function useSegmentChoices() {
  return useQuery({
    queryKey: ['segments', 'choices'],
    queryFn: ({ signal }) => take(api.GET('/api/segments', { params: { query: { limit: 200 } }, signal })).then((page) => page.items),
  });
}
