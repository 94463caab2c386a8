import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useTenant() {
  return useQuery({ queryKey: ['tenant'], queryFn: ({ signal }) => take(api.GET('/api/tenant', { signal })), staleTime: 300_000 });
}
