/** A variable as it stands in the form: every value is a text there. */
export interface VariableRow {
  id: number;
  name: string;
  text: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A value as a person reads it; what is no text stands as JSON. */
export const textOf = (value: unknown): string => (isText(value) ? value : JSON.stringify(value));

export function rowsOf(variables: Readonly<Record<string, unknown>>): VariableRow[] {
  return Object.entries(variables)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value], id) => ({ id, name, text: textOf(value) }));
}

// A number stays a number as long as what is written is one; a list or an object stays one as long as it is JSON.
function readAs(text: string, before: unknown): unknown {
  if (before === undefined || isText(before)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === typeof before ? value : text;
  } catch {
    return text;
  }
}

/** What to send so that the variables become what the form says: only what differs, null for what is gone. */
export function changesOf(before: Readonly<Record<string, unknown>>, rows: readonly VariableRow[]): Record<string, unknown> {
  const after = new Map(rows.filter(({ name }) => name.trim() !== '').map(({ name, text }) => [name.trim(), text]));
  const changes: Record<string, unknown> = {};
  for (const name of Object.keys(before)) if (!after.has(name)) changes[name] = null;
  for (const [name, text] of after) if (!(name in before) || textOf(before[name]) !== text) changes[name] = readAs(text, before[name]);
  return changes;
}

/** Which rows cannot be saved, and why, as the key of a text. */
export function troubleIn(rows: readonly VariableRow[]): Map<number, 'nameWrong' | 'nameTaken' | 'nameEmpty'> {
  const trouble = new Map<number, 'nameWrong' | 'nameTaken' | 'nameEmpty'>();
  const seen = new Set<string>();
  for (const { id, name, text } of rows) {
    const trimmed = name.trim();
    if (trimmed === '') {
      if (text.trim() !== '') trouble.set(id, 'nameEmpty');
    } else if (trimmed.length > 64 || !/^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(trimmed)) trouble.set(id, 'nameWrong');
    else if (seen.has(trimmed)) trouble.set(id, 'nameTaken');
    seen.add(trimmed);
  }
  return trouble;
}
