/** A text with placeholders, as the server reads it (server/Outbox/TemplateText.cs): {{name}}, {{order.total}}, {{name|there}}. */
export type Part = { text: string } | { path: string; fallback: string | null };

/** What became of a part for one recipient. */
export type Piece = { kind: 'text' | 'value' | 'default' | 'missing'; text: string };

export type Variables = Readonly<Record<string, unknown>>;

export function parseTemplate(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('{{', from);
    const close = open < 0 ? -1 : text.indexOf('}}', open + 2);
    if (close < 0) break;
    const inner = text.slice(open + 2, close);
    const bar = inner.indexOf('|');
    const path = (bar < 0 ? inner : inner.slice(0, bar)).trim();
    // Braces around anything else stay as they are written.
    if (!isPath(path)) {
      parts.push({ text: text.slice(from, open + 2) });
      from = open + 2;
      continue;
    }
    if (open > from) parts.push({ text: text.slice(from, open) });
    parts.push({ path, fallback: bar < 0 ? null : inner.slice(bar + 1).trim() });
    from = close + 2;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

export function fill(parts: readonly Part[], variables: Variables): Piece[] {
  return parts.map((part) => {
    if ('text' in part) return { kind: 'text', text: part.text };
    const value = find(variables, part.path.split('.'));
    if (value?.trim()) return { kind: 'value', text: value };
    return part.fallback === null ? { kind: 'missing', text: part.path } : { kind: 'default', text: part.fallback };
  });
}

/** Placeholders without a value and without a default: with one of them a message is not sent. */
export function missingIn(text: string, variables: Variables): string[] {
  return [
    ...new Set(
      fill(parseTemplate(text), variables)
        .filter((piece) => piece.kind === 'missing')
        .map((piece) => piece.text),
    ),
  ];
}

/** All placeholders of a text; those that everybody must have a value for come with required. */
export function placeholdersIn(text: string): { path: string; required: boolean }[] {
  const found = new Map<string, boolean>();
  for (const part of parseTemplate(text)) if ('path' in part) found.set(part.path, found.get(part.path) || part.fallback === null);
  return [...found].map(([path, required]) => ({ path, required }));
}

function isPath(path: string): boolean {
  return path.length <= 100 && /^[\p{L}_][\p{L}\p{Nd}_.-]*$/u.test(path) && !path.endsWith('.') && !path.includes('..');
}

function find(from: unknown, path: readonly string[]): string | null {
  let here = from;
  for (const step of path) {
    if (Array.isArray(here)) here = /^\d+$/.test(step) ? here[Number(step)] : undefined;
    else if (typeof here === 'object' && here !== null && Object.hasOwn(here, step)) here = (here as Record<string, unknown>)[step];
    else return null;
  }
  return typeof here === 'string' ? here : typeof here === 'number' || typeof here === 'boolean' ? String(here) : null;
}
