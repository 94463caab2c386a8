import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { at } from '../../../lib/networks';
import { tell } from '../../../ui/problems';
import { useNetwork } from './network';

/** What was just typed on a phone: it is shown at once, until the phone's own list has it. */
export interface Written {
  key: string;
  to: string;
  text?: string;
  file?: string;
  at: string;
  /** The network's id, once it has it. */
  providerId?: string;
}

const key = (number: string) => ['written', number];

export function useWritten(number: string): Written[] {
  return useQuery<Written[]>({
    queryKey: key(number),
    queryFn: () => [],
    enabled: false,
    initialData: [],
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
}

interface Message {
  to: string;
  text?: string;
  file?: Schema<'SendFromPhonePhoneFile'>;
}

/** The person writes to the business. */
export function useSendFromPhone(number: string) {
  const queries = useQueryClient();
  const network = useNetwork();
  const change = (to: (before: Written[]) => Written[]) => queries.setQueryData<Written[]>(key(number), (before) => to(before ?? []));
  return useMutation({
    mutationFn: (body: Message) =>
      take(api.POST('/api/simulator/phones/{number}/send', { params: { path: { number } }, body, ...at(network) })),
    onMutate: ({ to, text, file }) => {
      const one: Written = { key: crypto.randomUUID(), to, text, file: file?.name, at: new Date().toISOString() };
      change((before) => [...before, one]);
      return one;
    },
    onSuccess: ({ providerId }, _, one) => {
      change((before) => before.map((other) => (other.key === one.key ? { ...other, providerId } : other)));
      void queries.invalidateQueries({ queryKey: ['phones', network.name, number] });
    },
    onError: (problem, _, one) => {
      change((before) => before.filter((other) => other.key !== one?.key));
      tell(problem);
    },
  });
}
