import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, take } from './api/client';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => take(api.GET('/api/auth/me', { signal })),
  staleTime: 60_000,
});

/** Who is signed in, in which tenant and role. Only below the routes that made sure of it. */
export function useMe() {
  return useSuspenseQuery(meQuery).data;
}
