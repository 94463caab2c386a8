import { useMutation } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { useKeep } from './getImport';

export function useStart(id: string) {
  const keep = useKeep();
  return useMutation({
    mutationFn: (body: Schema<'StartImportRequest'>) =>
      take(api.POST('/api/contacts/imports/{id}/start', { params: { path: { id } }, body })),
    onSuccess: keep,
  });
}
