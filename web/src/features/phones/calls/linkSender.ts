import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { type Sender, sessionOf } from './ourSenders';

/** The sender's own phone scans the QR that it shows now, or types its code. */
export function useLinkSender() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (sender: Sender) => {
      const path = { id: sender.id };
      const qr =
        sessionOf(sender)?.state === 'wait_code'
          ? (await take(api.POST('/api/senders/{id}/pairing-code', { params: { path }, body: { driver: 'simulator' } }))).pairingCode
          : (
              (await take(
                api.GET('/api/senders/{id}/qr', { params: { path, query: { driver: 'simulator' } } }),
              )) as Schema<'ShowQrResponse'>
            ).qr;
      await take(api.POST('/api/simulator/phones/{number}/scan', { params: { path: { number: sender.phoneNumber } }, body: { qr } }));
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['senders'] });
      void queries.invalidateQueries({ queryKey: ['phones'] });
    },
  });
}
