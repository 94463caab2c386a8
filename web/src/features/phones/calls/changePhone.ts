import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { tell } from '../../../ui/problems';

export type PhoneChange = Schema<'ChangePhoneRequest'>;

const key = (number: string) => ['habits', number];

/** What this page has set on the phone. The server does not tell a phone's habits, so what others set is not known here. */
export function useHabits(number: string): PhoneChange {
  return useQuery<PhoneChange>({
    queryKey: key(number),
    queryFn: () => ({}),
    enabled: false,
    initialData: {},
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
}

export function useChangePhone(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PhoneChange) => take(api.PATCH('/api/simulator/phones/{number}', { params: { path: { number } }, body })),
    onSuccess: (phone, change) => {
      queries.setQueryData(['phones', number], phone);
      queries.setQueryData<PhoneChange>(key(number), (before) => ({ ...before, ...change }));
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (problem) => tell(problem),
  });
}
