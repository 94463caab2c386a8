/** What the address says of the audit log. Days are whole ones, where the browser is. */
export interface AuditFilter {
  actor?: string;
  action?: string;
  outcome?: string;
  from?: string;
  to?: string;
  target?: string;
}

/** @param words What the reader sees for each action: a filter by words finds what they say as well as the action itself. */
export function queryOf({ actor, action, outcome, from, to, target }: AuditFilter, words: Readonly<Record<string, string>> = {}) {
  return {
    actor: actor || undefined,
    action: action ? [action, ...actionsLike(action, words)] : undefined,
    target: target || undefined,
    failed: outcome === 'failed' ? true : outcome === 'done' ? false : undefined,
    from: day(from)?.toISOString(),
    to: day(to, 1)?.toISOString(),
  };
}

function actionsLike(text: string, words: Readonly<Record<string, string>>): string[] {
  const wanted = plain(text);
  return Object.entries(words)
    .filter(([, said]) => plain(said).includes(wanted))
    .map(([action]) => action);
}

// Whatever the case and the accents.
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function day(text: string | undefined, later = 0): Date | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? '');
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later) : undefined;
}

/** Where what an entry is about can be looked at; undefined when it has no page, or is gone. */
export function placeOf(action: string, targets: readonly string[]): string | undefined {
  const [id] = targets;
  const area = /^(?!DELETE)\w+ \/api\/(senders|campaigns|contacts|messages|broadcasts|bulk)(?!\/imports)(\/|$)/.exec(action)?.[1];
  return area && id ? `/${area}/${id}` : undefined;
}

/** What came of it, as a key of the texts. */
export function outcomeOf(status: number): 'done' | 'refused' | 'wrong' | 'broke' {
  if (status < 400) return 'done';
  if (status === 401 || status === 403) return 'refused';
  return status < 500 ? 'wrong' : 'broke';
}
