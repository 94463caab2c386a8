import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

export function useCampaignChoices(enabled: boolean) {
  const query = useQuery({
    queryKey: ['campaigns', 'list', 'segments'],
    queryFn: ({ signal }) => take(api.GET('/api/campaigns', { params: { query: { limit: 200 } }, signal })),
    enabled,
  });
  return query.data?.items ?? [];
}

export function useImportChoices(enabled: boolean) {
  const query = useQuery({
    queryKey: ['imports', 'list', 'segments'],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/imports', { params: { query: { limit: 200 } }, signal })),
    enabled,
  });
  return (query.data?.items ?? []).filter((view) => view.target === 'contacts' && view.jobId);
}
