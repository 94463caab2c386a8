import { useQuery } from '@tanstack/react-query';
import { api, take } from './api/client';

/** How one can sign in here. Until the answer comes, with the password. */
export function useWays() {
  return useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) => take(api.GET('/api/auth/ways', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
