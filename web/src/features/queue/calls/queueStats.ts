import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Stats = Schema<'ShowQueueStatsResponse'>;

export function useQueueStats() {
  return useQuery({ queryKey: ['queue', 'stats'], queryFn: ({ signal }) => take(api.GET('/api/queue/stats', { signal })) });
}
