import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Message = Schema<'MessageView'>;

export interface LetterFilter {
  state?: string;
  sender?: string;
  reason?: string;
  campaign?: string;
}

export const lettersKey = (filter: LetterFilter) => ['dead-letters', filter];

/** Messages that want a person, newest first. */
export function useDeadLetters(filter: LetterFilter) {
  return useInfiniteQuery({
    queryKey: lettersKey(filter),
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/queue/dead-letters', { params: { query: { limit: 100, cursor: pageParam, ...filter } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

function useAfterwards() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['dead-letters'] });
    void queries.invalidateQueries({ queryKey: ['queue'] });
    void queries.invalidateQueries({ queryKey: ['messages'] });
  };
}

export function useRetryLetter() {
  const onSuccess = useAfterwards();
  return useMutation({
    mutationFn: (id: string) => take(api.POST('/api/queue/dead-letters/{id}/retry', { params: { path: { id } } })),
    onSuccess,
  });
}

export function useDropLetter() {
  const onSuccess = useAfterwards();
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/queue/dead-letters/{id}', { params: { path: { id } } })),
    onSuccess,
  });
}

/** All that the filter means; so many that a job does it answer with the job's id. */
export function useWorkLetters() {
  const onSuccess = useAfterwards();
  return useMutation({
    mutationFn: ({ what, filter }: { what: 'retry' | 'drop'; filter: LetterFilter }) => {
      const body = { state: filter.state, senderId: filter.sender, reason: filter.reason, campaignId: filter.campaign };
      return what === 'retry'
        ? take(api.POST('/api/queue/dead-letters/retry-all', { body }))
        : take(api.POST('/api/queue/dead-letters/drop-all', { body }));
    },
    onSuccess,
  });
}
