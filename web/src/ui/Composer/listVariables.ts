import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';

/** Names of variables that the newest contacts have: what a text can be filled in with. */
export function useKnownVariables(enabled: boolean) {
  return useQuery({
    queryKey: ['contacts', 'variable-names'],
    queryFn: async ({ signal }) => {
      const { items } = await take(api.GET('/api/contacts', { params: { query: { limit: 50 } }, signal }));
      const names = new Set<string>();
      // Lists and objects are reached by a path that only whoever made them knows.
      for (const one of items)
        for (const [name, value] of Object.entries(one.variables ?? {})) if (typeof value !== 'object') names.add(name);
      return [...names];
    },
    enabled,
    staleTime: 300_000,
  });
}
