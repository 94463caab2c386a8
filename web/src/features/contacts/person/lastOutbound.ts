/** When the last message to a person left. What the conversation shows may be younger than what was asked of the person. */
export function lastOutbound(
  contact: { lastOutboundAt?: string | null },
  shown: readonly { direction: string; sentAt?: string | null }[],
): string | undefined {
  const all = shown.filter(({ direction }) => direction === 'out').map(({ sentAt }) => sentAt);
  return [contact.lastOutboundAt, ...all].reduce<string | undefined>(
    (last, at) => (at && (!last || Date.parse(at) > Date.parse(last)) ? at : last),
    undefined,
  );
}
