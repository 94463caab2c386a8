import type { Schema } from './api/types';

type Sender = Pick<Schema<'SenderView'>, 'sessions' | 'capabilities'>;

/** Whether a phone is linked to the driver, by QR or code; where none is, an account stands in its place. */
export function linksPhone({ capabilities }: Pick<Sender, 'capabilities'>, driver: string): boolean {
  const can = capabilities?.[driver];
  return !can || can.pairsByQr || can.pairsByCode;
}

/** The session that is not let in for the sake of its account, where no other one of the sender waits for a phone. */
export function withoutAccount(sender: Sender): Schema<'SessionView'> | undefined {
  const waiting = sender.sessions.filter(({ state }) => state === 'logged_out' || state === 'wait_qr' || state === 'wait_code');
  return waiting.some(({ driver }) => linksPhone(sender, driver)) ? undefined : waiting[0];
}
