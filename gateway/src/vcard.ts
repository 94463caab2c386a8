import type { HeardContent, SentContent } from './wire.ts';

/** A contact as phones hand it on. */
export function cardOf({ name, phones, organization }: NonNullable<SentContent['contact']>): string {
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `N:;${escaped(name)};;;`, `FN:${escaped(name)}`];
  if (organization) lines.push(`ORG:${escaped(organization)};`);
  for (const phone of phones) lines.push(`TEL;type=CELL;type=VOICE;waid=${phone.slice(1)}:${phone}`);
  return [...lines, 'END:VCARD'].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** What a card says. The account's own number (waid) counts before the number as it is written. */
export function contactOf(name: string | null | undefined, vcard: string | null | undefined): NonNullable<HeardContent['contact']> {
  const lines = (vcard ?? '').split(/\r?\n/);
  const phones = lines
    .map((line) => /^(?:item\d+\.)?TEL[^:]*:(.+)$/i.exec(line))
    .map((match) => {
      const account = match && /waid=(\d+)/i.exec(match[0])?.[1];
      return account ? `+${account}` : match?.[1]?.trim();
    })
    .filter((phone): phone is string => Boolean(phone));
  const organization = lines.map((line) => /^(?:item\d+\.)?ORG[^:]*:([^;]+)/i.exec(line)?.[1]).find(Boolean);
  return { name: name || 'Contact', phones, ...(organization && { organization: organization.trim() }) };
}

/** The cards of one message: the first is the contact, the others stand below it as text. Null where there is none. */
export function contactsOf(
  cards: { displayName?: string | null; vcard?: string | null }[] | null | undefined,
): Pick<HeardContent, 'contact' | 'text'> | null {
  const [first, ...others] = (cards ?? []).map(({ displayName, vcard }) => contactOf(displayName, vcard));
  if (!first) return null;
  const text = others.map(({ name, phones }) => `${name} ${phones.join(' ')}`.trimEnd()).join('\n');
  return { contact: first, ...(text && { text }) };
}
