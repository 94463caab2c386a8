import { useQuery } from '@tanstack/react-query';
import { api, take } from './api/client';
import type { Schema } from './api/types';

export type Driver = Schema<'ListDriversItem'>;

/** The ways to WhatsApp that this install has, as a question with its answer. What is wrong with one changes at any time, so it is asked anew where it is looked at. */
export function useDriverQuery(enabled = true) {
  return useQuery({
    queryKey: ['drivers'],
    queryFn: ({ signal }) => take(api.GET('/api/drivers', { signal })),
    staleTime: 15_000,
    enabled,
  });
}

const none: Driver[] = [];

export function useDrivers(enabled = true) {
  return useDriverQuery(enabled).data ?? none;
}
