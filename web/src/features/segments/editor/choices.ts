import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

const MINUTE = 60_000;

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

/** Names of variables to suggest: those of the newest contacts, for there is no list of all of them. */
export function useVariableNames(enabled: boolean): string[] {
  const query = useQuery({
    queryKey: ['contacts', 'variables'],
    queryFn: ({ signal }) =>
      Promise.all(
        (['-created', 'created'] as const).map((sort) =>
          take(api.GET('/api/contacts', { params: { query: { limit: 200, sort } }, signal })),
        ),
      ).then((pages) => [...new Set(pages.flatMap((page) => page.items.flatMap((contact) => Object.keys(contact.variables))))].sort()),
    enabled,
    staleTime: 5 * MINUTE,
  });
  return query.data ?? [];
}
