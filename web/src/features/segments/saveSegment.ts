import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../lib/api/client';
import type { Schema } from '../../lib/api/types';

/** Makes a segment, or changes the one of that id. */
export function useSaveSegment(id: string | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'SaveSegmentRequest'>) =>
      id ? take(api.PUT('/api/segments/{id}', { params: { path: { id } }, body })) : take(api.POST('/api/segments', { body })),
    onSuccess: (segment) => {
      queries.setQueryData(['segments', segment.id], segment);
      for (const key of [['segments', 'list'], ['contacts']]) void queries.invalidateQueries({ queryKey: key });
    },
  });
}
