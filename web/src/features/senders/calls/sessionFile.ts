import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Problem } from '../../../lib/api/client';
import { upload } from '../../../lib/api/upload';
import type { Sender } from '../sender';

/** Who exports or imports shows who they are: by the password, or a code of the second factor. */
export interface Secrets {
  passphrase: string;
  password?: string;
  code?: string;
}

/** The session as a file that only the passphrase opens. It is disconnected here first. */
export function useExportSession(id: string, driver: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (secrets: Secrets) => {
      const answer = await fetch(`/api/senders/${id}/session/export`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...secrets, driver, andStop: true }),
      }).catch(() => {
        throw Problem.offline();
      });
      if (!answer.ok) throw await Problem.of(answer.status, await answer.json().catch(() => undefined));
      return answer.blob();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['senders'] }),
  });
}

/** Puts an exported session in the place of what the sender has. */
export function useImportSession(id: string, driver: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, ...secrets }: Secrets & { file: File }) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...secrets, driver })) if (value) form.set(name, value);
      form.set('file', file);
      return upload<Sender>(`/api/senders/${id}/session/import`, form);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['senders'] }),
  });
}
