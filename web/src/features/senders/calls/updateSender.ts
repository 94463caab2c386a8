import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { useSenderChange } from './senderChange';

/** What is left out stays; null takes the fallback or the warm-up away. */
export const useUpdateSender = (id: string) =>
  useSenderChange((body: Schema<'UpdateSenderRequest'>) => take(api.PATCH('/api/senders/{id}', { params: { path: { id } }, body })), true);
