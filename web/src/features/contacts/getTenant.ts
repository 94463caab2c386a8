import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

/** The country that numbers without a country code are from; undefined while it is not known, null when none is set. */
export function useDefaultRegion(): string | null | undefined {
  const query = useQuery({
    queryKey: ['tenant'],
    queryFn: ({ signal }) => take(api.GET('/api/tenant', { signal })),
    staleTime: 60_000,
  });
  return query.data ? (query.data.defaultRegion ?? null) : undefined;
}
