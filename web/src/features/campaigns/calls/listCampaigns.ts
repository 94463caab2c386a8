import { useInfiniteQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export interface CampaignFilter {
  state?: string;
  search?: string;
}

export function useCampaigns(filter: CampaignFilter) {
  return useInfiniteQuery({
    queryKey: ['campaigns', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/campaigns', { params: { query: { limit: 50, cursor: pageParam, ...filter } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
