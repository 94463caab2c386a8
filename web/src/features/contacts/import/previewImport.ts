import { useMutation } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { useKeep } from './getImport';

/** Reads the upload again as a person says it is written. */
export function useReadAgain(id: string) {
  const keep = useKeep();
  return useMutation({
    mutationFn: (body: Schema<'PreviewImportRequest'>) =>
      take(api.POST('/api/contacts/imports/{id}/preview', { params: { path: { id } }, body })),
    onSuccess: keep,
  });
}
