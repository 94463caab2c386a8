import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import type { Network } from '../../../lib/networks';
import { useNetwork } from './network';

export type Sender = Schema<'SenderView'>;

/** The senders whose drivers connect to the network that is looked at. */
export function useOurSenders() {
  const network = useNetwork();
  return useQuery({
    queryKey: ['senders', 'list', 'phones'],
    queryFn: ({ signal }) => take(api.GET('/api/senders', { params: { query: { limit: 200 } }, signal })),
    select: (page) =>
      page.items.filter((sender) => [sender.driver, sender.fallbackDriver].some((driver) => driver && network.drivers.includes(driver))),
  });
}

/** Its session with the network: of two the one that shows something to scan or to type. */
export function sessionOf(sender: Sender, network: Network) {
  const all = sender.sessions.filter((session) => network.drivers.includes(session.driver));
  return all.find((session) => waits(session.state)) ?? all[0];
}

/** Whether it shows something that its phone can scan or type. */
export const isWaiting = (sender: Sender, network: Network) => waits(sessionOf(sender, network)?.state);

const waits = (state: string | undefined) => state === 'wait_qr' || state === 'wait_code';
