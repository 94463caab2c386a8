import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { upload } from '../../../lib/api/upload';
import { type Import, type Target, useKeep } from './getImport';

/** Uploads a file; tells how much of it has left (0 to 1), and can be stopped. */
export function useUpload(target: Target) {
  const keep = useKeep();
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController>(undefined);
  const mutation = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      setShare(0);
      stop.current = new AbortController();
      return upload<Import>(
        target === 'blocklist' ? '/api/blocklist/imports' : '/api/contacts/imports',
        form,
        setShare,
        stop.current.signal,
      );
    },
    onSuccess: keep,
  });
  return { ...mutation, share, stop: () => stop.current?.abort() };
}
