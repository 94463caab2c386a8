import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

export const usePauseSender = () =>
  useSenderChange(({ id, reason }: { id: string; reason?: string }) =>
    take(api.POST('/api/senders/{id}/pause', { params: { path: { id } }, body: { reason } })),
  );
