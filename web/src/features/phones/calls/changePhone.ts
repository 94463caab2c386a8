import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { at } from '../../../lib/networks';
import { tell } from '../../../ui/problems';
import { useNetwork } from './network';

export type PhoneChange = Schema<'ChangePhoneRequest'>;

export function useChangePhone(number: string) {
  const queries = useQueryClient();
  const network = useNetwork();
  return useMutation({
    mutationFn: (body: PhoneChange) =>
      take(api.PATCH('/api/simulator/phones/{number}', { params: { path: { number } }, body, ...at(network) })),
    onSuccess: (phone) => {
      queries.setQueryData(['phones', network.name, number], phone);
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (problem) => tell(problem),
  });
}
