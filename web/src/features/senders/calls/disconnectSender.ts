import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

/** It keeps its login and sends nothing from now on. */
export const useDisconnectSender = () =>
  useSenderChange((id: string) => take(api.POST('/api/senders/{id}/disconnect', { params: { path: { id } } })));
