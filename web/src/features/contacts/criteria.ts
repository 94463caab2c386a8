/** What narrows the list of contacts, as it stands in the address: tags with commas between them, which no tag can hold. */
export interface Criteria {
  q?: string;
  tags: string[];
  consent?: string;
  segment?: string;
  /** Undefined: both. */
  blocked?: boolean;
}

export function criteriaOf(search: Record<string, string | undefined>): Criteria {
  return {
    q: search.q?.trim() || undefined,
    tags: search.tag?.split(',').filter(Boolean) ?? [],
    consent: search.consent || undefined,
    segment: search.segment || undefined,
    blocked: search.blocked === 'true' ? true : search.blocked === 'false' ? false : undefined,
  };
}

/** The same for the address of a list or an export. */
export function queryOf({ q, tags, consent, segment, blocked }: Criteria) {
  return { q, tag: tags.length > 0 ? tags : undefined, consent, segment, blocked };
}

export function isEverybody({ q, tags, consent, segment, blocked }: Criteria): boolean {
  return !q && tags.length === 0 && !consent && !segment && blocked === undefined;
}

/** What takes every filter out of the address. */
export const nobodyLeftOut = { q: undefined, tag: undefined, consent: undefined, segment: undefined, blocked: undefined };

/** Whom a change of many is for; that everybody is meant has to be said in so many words. */
export function bulkOf(criteria: Criteria) {
  const { q, tags, consent, segment, blocked } = criteria;
  return isEverybody(criteria) ? { filter: {} } : { q, tags: tags.length > 0 ? tags : undefined, consent, segment, blocked };
}

export function exportAddress(criteria: Criteria): string {
  const { q, tags, consent, segment, blocked } = criteria;
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  for (const tag of tags) query.append('tag', tag);
  if (consent) query.set('consent', consent);
  if (segment) query.set('segment', segment);
  if (blocked !== undefined) query.set('blocked', String(blocked));
  return `/api/contacts/export.csv${query.size > 0 ? `?${query}` : ''}`;
}

export type Sort = 'created' | '-created' | 'name' | '-name' | 'phone' | '-phone';

/** What a click on a column's head asks for: its natural way first, then the other. Newest first is the list's own order. */
export function nextSort(now: string, column: 'created' | 'name' | 'phone'): Sort {
  const first = column === 'created' ? '-created' : column;
  const other = column === 'created' ? 'created' : (`-${column}` as Sort);
  return now === first ? other : first;
}

export function sortedBy(now: string, column: string): 'ascending' | 'descending' | undefined {
  if (now === column) return 'ascending';
  return now === `-${column}` ? 'descending' : undefined;
}
