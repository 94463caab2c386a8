import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { tell } from '../../../ui/problems';

export type PhoneChange = Schema<'ChangePhoneRequest'>;

export function useChangePhone(number: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PhoneChange) => take(api.PATCH('/api/simulator/phones/{number}', { params: { path: { number } }, body })),
    onSuccess: (phone) => {
      queries.setQueryData(['phones', number], phone);
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (problem) => tell(problem),
  });
}
