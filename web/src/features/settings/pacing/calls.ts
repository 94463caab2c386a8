import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { pacingKey } from '../../../lib/pacing';

export function useChangePacing() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'ChangePacingRequest'>) => take(api.PATCH('/api/pacing', { body })),
    onSuccess: (pacing) => queries.setQueryData(pacingKey, pacing),
  });
}
