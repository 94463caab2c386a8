import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function usePhoneStats() {
  return useQuery({
    queryKey: ['phones', 'stats'],
    queryFn: ({ signal }) => take(api.GET('/api/simulator/stats', { signal })),
    refetchInterval: 5_000,
  });
}
