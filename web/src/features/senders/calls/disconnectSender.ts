import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

/** It keeps its login and sends nothing from now on: through one driver, or at all. */
export const useDisconnectSender = () =>
  useSenderChange(({ id, driver }: { id: string; driver?: string }) =>
    take(api.POST('/api/senders/{id}/disconnect', { params: { path: { id } }, body: { driver } })),
  );
