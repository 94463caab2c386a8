/** The page's address of a person of the wire: a number in E.164, or an id with @lid. */
export function addressOf(person: string): string {
  return person.endsWith('@lid') ? person : `${person.slice(1)}@c.us`;
}

/** E.164, for an address that is a number. */
export function numberOf(address: string | null | undefined): string | undefined {
  const digits = /^(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/.exec(address ?? '')?.[1];
  return digits ? `+${digits}` : undefined;
}

/** `…@lid` without a device, for an address that is one. */
export function lidOf(address: string | null | undefined): string | undefined {
  const digits = /^(\d+)(?::\d+)?@lid$/.exec(address ?? '')?.[1];
  return digits ? `${digits}@lid` : undefined;
}

/** Not a group, a broadcast, the status or a channel: nothing of those is heard. */
export function isPerson(address: string | null | undefined): boolean {
  return Boolean(numberOf(address) ?? lidOf(address));
}

/** An address of the library, which has it as a text or as an object. */
export function textOf(address: unknown): string | undefined {
  if (typeof address === 'string') return address;
  const text = (address as { _serialized?: unknown } | null | undefined)?._serialized;
  return typeof text === 'string' ? text : undefined;
}
