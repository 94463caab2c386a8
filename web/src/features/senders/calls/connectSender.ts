import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

/** From now on it is to be connected, also after restarts. */
export const useConnectSender = () =>
  useSenderChange(({ id, driver }: { id: string; driver?: string }) =>
    take(api.POST('/api/senders/{id}/connect', { params: { path: { id } }, body: { driver } })),
  );
