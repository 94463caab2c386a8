import type { Schema } from '../../../lib/api/types';
import { bare } from '../../../lib/bare';

export type Given = Schema<'RecipientDraft'>;

/** The server takes so many with a request; more come as a file. */
export const MOST_NUMBERS = 10_000;

const phoneNames = new Set(['phone', 'number', 'mobile', 'whatsapp', 'telefone', 'celular', 'numero', 'fone']);
const nameNames = new Set(['name', 'nome', 'cliente', 'customer']);

/** Typed or pasted numbers: one a line, or with commas between them; a name may stand behind each, and a first line of words names the columns. */
export function readNumbers(text: string): { people: Given[]; variables: string[] } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const first = lines[0];
  if (!first) return { people: [], variables: [] };
  const header = cells(first).length > 1 && !cells(first).some(looksLikeNumber) ? cells(first).map(bare) : null;
  const columns = header ?? ['phone', 'name'];
  const at = Math.max(
    0,
    columns.findIndex((column) => phoneNames.has(column)),
  );
  const people = lines.slice(header ? 1 : 0).flatMap((line): Given[] => {
    const parts = cells(line);
    if (!header && parts.length > 1 && parts.every(looksLikeNumber)) return parts.map((phoneNumber) => ({ phoneNumber }));
    const person: Given = { phoneNumber: parts[at] ?? '' };
    const variables: Record<string, string> = {};
    for (const [index, part] of parts.entries()) {
      const column = columns[index];
      if (index === at || !column || !part) continue;
      if (nameNames.has(column)) person.name = part;
      else variables[column] = part;
    }
    return person.phoneNumber ? [Object.keys(variables).length ? { ...person, variables } : person] : [];
  });
  return { people, variables: header ? columns.filter((column, index) => index !== at && column && !nameNames.has(column)) : [] };
}

/** The line that a recipient came from; numbers are written in many ways, their last digits are not. */
export function givenFor(people: readonly Given[], phone: string): Given | undefined {
  const wanted = phone.replace(/\D/g, '');
  return people.find((one) => {
    const digits = one.phoneNumber.replace(/\D/g, '').replace(/^0+/, '');
    return digits.length >= 7 && wanted.endsWith(digits);
  });
}

function cells(line: string): string[] {
  const by = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  return line.split(by).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function looksLikeNumber(cell: string): boolean {
  return /^[+\d][\d\s().-]*$/.test(cell) && cell.replace(/\D/g, '').length >= 7;
}
