import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { upload } from '../../../lib/api/upload';

export type Import = Schema<'ImportView'>;

const importKey = (id: string) => ['imports', id] as const;

export function useImport(id: string | undefined) {
  return useQuery({
    queryKey: importKey(id ?? ''),
    queryFn: ({ signal }) => take(api.GET('/api/contacts/imports/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
    // Its events name the job and not the import.
    refetchInterval: ({ state }) => (state.data?.state === 'queued' || state.data?.state === 'running' ? 1000 : false),
  });
}

/** Sends a file and tells how far it got, 0 to 1. */
export function useUploadImport() {
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const mutation = useMutation({
    mutationFn: (file: File) => {
      setSent(0);
      const form = new FormData();
      form.append('file', file);
      return upload<Import>('/api/contacts/imports', form, setSent);
    },
    onSuccess: (one) => queries.setQueryData(importKey(one.id), one),
  });
  return { ...mutation, sent };
}

export function useReadAgain(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'PreviewImportRequest'>) =>
      take(api.POST('/api/contacts/imports/{id}/preview', { params: { path: { id } }, body })),
    onSuccess: (one) => queries.setQueryData(importKey(id), one),
  });
}

export function useStartImport(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'StartImportRequest'>) =>
      take(api.POST('/api/contacts/imports/{id}/start', { params: { path: { id } }, body })),
    onSuccess: (one) => {
      queries.setQueryData(importKey(id), one);
      void queries.invalidateQueries({ queryKey: ['contacts'] });
    },
  });
}
