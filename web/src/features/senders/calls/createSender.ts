import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { useSenderChange } from './senderChange';

/** The form marks what is at fault, so nothing is told here. */
export const useCreateSender = () =>
  useSenderChange((body: Schema<'CreateSenderRequest'>) => take(api.POST('/api/senders', { body })), true);
