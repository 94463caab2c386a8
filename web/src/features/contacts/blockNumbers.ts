import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

/** A number on or off the list changes how its person stands everywhere. */
function useStale() {
  const queries = useQueryClient();
  return () => Promise.all(['blocklist', 'contacts', 'contact'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

export function useBlock() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: Schema<'BlockNumbersRequest'>) => take(api.POST('/api/blocklist', { body })),
    onSuccess: stale,
  });
}

export function useUnblock() {
  const stale = useStale();
  return useMutation({
    mutationFn: (phoneNumber: string) => take(api.DELETE('/api/blocklist', { params: { query: { phoneNumber } } })),
    onSuccess: stale,
  });
}
