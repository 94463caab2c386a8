import { useQuery } from '@tanstack/react-query';
import { api, take } from './api/client';

/** The ways to WhatsApp that this install has. */
export function useDrivers(enabled = true) {
  const query = useQuery({
    queryKey: ['drivers'],
    queryFn: ({ signal }) => take(api.GET('/api/drivers', { signal })),
    staleTime: 300_000,
    enabled,
  });
  return query.data ?? [];
}
