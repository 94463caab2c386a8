export interface LedgerFilter {
  direction?: string;
  state?: string;
  origin?: string;
  sender?: string;
  contact?: string;
  campaign?: string;
  since?: string;
  until?: string;
  noReceipt?: boolean;
}

/** What the address says, as the server takes it. Days are whole days of the reader's own zone, the last one with it. */
export function filterOf(search: Readonly<Record<string, string | undefined>>): LedgerFilter {
  const { direction, state, origin, sender, contact, campaign, from, to, noReceipt } = search;
  const all: LedgerFilter = {
    direction,
    state,
    origin,
    sender,
    contact,
    campaign,
    since: dayStart(from, 0),
    until: dayStart(to, 1),
    noReceipt: noReceipt === 'true' ? true : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function dayStart(day: string | undefined, add: number): string | undefined {
  const parts = day?.match(/^(\d{4})-(\d{2})-(\d{2})$/);
  if (!parts) return undefined;
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + add).toISOString();
}

/** What is said in one line: the text, or what was sent instead of one. */
export function gistOf(
  content: { kind: string; text?: string | null; media?: { fileName: string } | null } | null | undefined,
  nameOf: (kind: string) => string,
): string {
  if (!content) return '';
  const what = content.kind === 'text' ? '' : (content.media?.fileName ?? nameOf(content.kind));
  return [what, content.text?.replace(/\s+/g, ' ').trim()].filter(Boolean).join(' · ');
}
