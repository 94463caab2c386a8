import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

export const useRestSender = () =>
  useSenderChange(({ id, until }: { id: string; until: string }) =>
    take(api.POST('/api/senders/{id}/rest', { params: { path: { id } }, body: { until } })),
  );
