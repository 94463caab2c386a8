import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { at } from '../../../lib/networks';
import { useNetwork } from './network';
import { type Sender, sessionOf } from './ourSenders';

/** The sender's own phone scans the QR that it shows now, or types its code. */
export function useLinkSender() {
  const queries = useQueryClient();
  const network = useNetwork();
  return useMutation({
    mutationFn: async (sender: Sender) => {
      const path = { id: sender.id };
      const session = sessionOf(sender, network);
      const driver = session?.driver;
      const qr =
        session?.state === 'wait_code'
          ? (await take(api.POST('/api/senders/{id}/pairing-code', { params: { path }, body: { driver } }))).pairingCode
          : ((await take(api.GET('/api/senders/{id}/qr', { params: { path, query: { driver } } }))) as Schema<'ShowQrResponse'>).qr;
      await take(
        api.POST('/api/simulator/phones/{number}/scan', { params: { path: { number: sender.phoneNumber } }, body: { qr }, ...at(network) }),
      );
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['senders'] });
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
  });
}
