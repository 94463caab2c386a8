import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

/** The newest templates of the library, to choose from. */
export function useTemplateChoice(enabled: boolean) {
  return useQuery({
    queryKey: ['templates', 'choice'],
    queryFn: async ({ signal }) => (await take(api.GET('/api/templates', { params: { query: { limit: 500 } }, signal }))).items,
    enabled,
  });
}
