import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** One phone. Every number is a phone, so this never misses. */
export function usePhone(number: string) {
  return useQuery({
    queryKey: ['phones', number],
    queryFn: ({ signal }) => take(api.GET('/api/simulator/phones/{number}', { params: { path: { number } }, signal })),
    refetchInterval: 5_000,
  });
}
