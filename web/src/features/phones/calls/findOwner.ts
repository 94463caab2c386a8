import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** Who the number is to the business, if it knows them. */
export function useOwner(number: string) {
  return useQuery({
    queryKey: ['phones', number, 'owner'],
    queryFn: async ({ signal }) => {
      const found = await take(api.GET('/api/contacts', { params: { query: { q: number.replace('+', ''), limit: 5 } }, signal }));
      return found.items.find((contact) => contact.phoneNumber === number) ?? null;
    },
  });
}
