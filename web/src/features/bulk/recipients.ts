import type { Schema } from '../../lib/api/types';
import { bare } from '../../lib/bare';

export type Recipient = Schema<'BulkRecipientJsonShape'>;

/** The server takes so many at once; more are a campaign or a broadcast list. */
export const MOST_RECIPIENTS = 10_000;

export interface Given {
  recipients: Recipient[];
  /** The columns beside number and name, by which placeholders are filled in. */
  variables: string[];
  /** Lines whose number stood in an earlier one; the server sends to each once. */
  repeated: number;
  /** Lines without anything that could be a number: the number of the first one, from 1, and how many there are. */
  unread: { first: number; count: number } | null;
}

const phoneNames = new Set([
  'phone',
  'phonenumber',
  'phone_number',
  'number',
  'mobile',
  'whatsapp',
  'to',
  'telefone',
  'celular',
  'numero',
  'fone',
]);
const nameNames = new Set(['name', 'nome', 'cliente', 'customer']);

/**
 * Pasted or typed recipients, one a line: a number, and behind it a name and further columns. When the first line holds no number it names the
 * columns, as a copied spreadsheet does. Numbers alone may also stand on one line with commas between them.
 */
export function readRecipients(text: string): Given {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim());
  const given: Given = { recipients: [], variables: [], repeated: 0, unread: null };
  if (start < 0) return given;
  const first = cells(lines[start] as string);
  const header = first.some((cell) => cell && !looksLikeNumber(cell)) && !first.some(looksLikeNumber) ? first.map(bare) : null;
  const at = header
    ? Math.max(
        0,
        header.findIndex((column) => phoneNames.has(column)),
      )
    : 0;
  const names = header ?? [];
  const isVariable = (index: number) => index !== at && Boolean(names[index]) && !nameNames.has(names[index] as string);
  given.variables = names.filter((_, index) => isVariable(index));

  const seen = new Set<string>();
  const add = (recipient: Recipient) => {
    const digits = (recipient.to ?? '').replace(/\D/g, '');
    if (seen.has(digits)) given.repeated++;
    seen.add(digits);
    given.recipients.push(recipient);
  };
  for (const [index, line] of lines.entries()) {
    if (index < start + (header ? 1 : 0) || !line.trim()) continue;
    const parts = cells(line);
    if (!header && parts.length > 1 && parts.every((part) => !part || looksLikeNumber(part))) {
      for (const to of parts) if (to) add({ to });
      continue;
    }
    const to = parts[at] ?? '';
    if (!/\d/.test(to)) {
      given.unread = { first: given.unread?.first ?? index + 1, count: (given.unread?.count ?? 0) + 1 };
      continue;
    }
    const name = header ? parts.find((_, column) => nameNames.has(names[column] ?? '')) : parts[1];
    const variables = Object.fromEntries(
      parts.flatMap((part, column) => (isVariable(column) && part ? [[names[column] as string, part] as const] : [])),
    );
    add({ to, ...(name && { name }), ...(Object.keys(variables).length > 0 && { variables }) });
  }
  return given;
}

/** How many get it: who stands twice gets it once. */
export const peopleOf = ({ recipients, repeated }: Given): number => recipients.length - repeated;

/** What the placeholders of the text are filled in with for one of them, as far as it is known here. */
export function variablesOf({ to, name, variables }: Recipient): Record<string, unknown> {
  return { phone: to ?? '', ...(name && { name }), ...variables };
}

function cells(line: string): string[] {
  const by = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string;
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (sign === '"' && (quoted || !cell.trim())) quoted = !quoted;
    else if (sign === by && !quoted) {
      found.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...found, cell.trim()];
}

function looksLikeNumber(cell: string): boolean {
  return /^[+(\d][\d\s().+-]*$/.test(cell) && cell.replace(/\D/g, '').length >= 7;
}
