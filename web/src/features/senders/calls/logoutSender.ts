import { api, take } from '../../../lib/api/client';
import { useSenderChange } from './senderChange';

/** Gives the login up: of one driver, or of all. */
export const useLogoutSender = () =>
  useSenderChange(({ id, driver }: { id: string; driver?: string }) =>
    take(api.POST('/api/senders/{id}/logout', { params: { path: { id } }, body: { driver } })),
  );
