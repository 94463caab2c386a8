import type { Schema } from '../../../lib/api/types';

export interface Step {
  name: 'sender' | 'contacts' | 'campaign';
  done: boolean;
  to: string;
}

/** The way from nothing to the first campaign; undefined until all of it is known, so that nothing flashes by. */
export function stepsOf(
  senders: readonly Pick<Schema<'SenderView'>, 'status'>[] | undefined,
  contacts: boolean | undefined,
  campaigns: boolean | undefined,
): readonly Step[] | undefined {
  if (!senders || contacts === undefined || campaigns === undefined) return undefined;
  // One that waits for its login is only half a step; one that is paused or banned was connected once.
  const connected = senders.some((sender) => sender.status !== 'waiting_for_login' && sender.status !== 'disconnected');
  return [
    // Who has sent a campaign has had a sender, whatever became of it.
    { name: 'sender', done: connected || campaigns, to: senders.length > 0 ? '/senders' : '/senders?add=1' },
    { name: 'contacts', done: contacts, to: '/contacts/import' },
    { name: 'campaign', done: campaigns, to: '/campaigns/new' },
  ];
}
