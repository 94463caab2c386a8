import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema } from '../../lib/api/types';
import { upload } from '../../lib/api/upload';

/** Stores a file; `sent` is how much of it has left, 0 to 1. */
export function useUploadMedia() {
  const [sent, setSent] = useState(0);
  const mutation = useMutation({
    mutationFn: (file: File) => {
      setSent(0);
      const form = new FormData();
      form.append('file', file);
      return upload<Schema<'MediaView'>>('/api/media', form, setSent);
    },
  });
  return { ...mutation, sent };
}
