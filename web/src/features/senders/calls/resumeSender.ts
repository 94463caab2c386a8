import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

/** Ends a pause and a rest. */
export const useResumeSender = () =>
  useSenderChange((id: string) => take(api.POST('/api/senders/{id}/resume', { params: { path: { id } } })));
