import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Sender = Schema<'SenderView'>;

/** The senders that use the virtual phones. */
export function useOurSenders() {
  return useQuery({
    queryKey: ['senders', 'list', 'phones'],
    queryFn: ({ signal }) => take(api.GET('/api/senders', { params: { query: { limit: 200 } }, signal })),
    select: (page) => page.items.filter((sender) => sender.driver === 'simulator' || sender.fallbackDriver === 'simulator'),
  });
}

/** Its session with the virtual phones. */
export const sessionOf = (sender: Sender) => sender.sessions.find((session) => session.driver === 'simulator');

/** Whether it shows something that its phone can scan or type. */
export const isWaiting = (sender: Sender) => ['wait_qr', 'wait_code'].includes(sessionOf(sender)?.state ?? '');
