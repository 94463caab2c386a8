import type { Target } from './getImport';

/** For each column of a file what it goes into: phone, name, …, variables.NAME; null leaves it out. The server's own words. */
export type Mapping = readonly (string | null)[];

const VARIABLE = 'variables.';
const MAX_NAME = 64;

export const fieldsOf = (target: Target): readonly string[] =>
  target === 'contacts' ? ['phone', 'name', 'language', 'timeZone', 'tags'] : ['phone', 'reason'];

/** The variable's name; undefined when the column is none. */
export const variableOf = (field: string | null): string | undefined =>
  field?.startsWith(VARIABLE) ? field.slice(VARIABLE.length) : undefined;

export const isVariableName = (name: string): boolean => name.length <= MAX_NAME && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(name);

/** A name for a variable from a column's header: what cannot stand in one becomes an underscore. */
export function variableName(header: string | null | undefined, index: number): string {
  const name = (header ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, MAX_NAME);
  return name || `column_${index + 1}`;
}

/** Puts a column into a field; the column that had it before is left out, for two cannot have the same. */
export function choose(mapping: Mapping, index: number, field: string | null): Mapping {
  return mapping.map((before, at) => (at === index ? field : field !== null && before === field ? null : before));
}

/** Makes a column a variable under a name that no other column has. */
export function chooseVariable(mapping: Mapping, index: number, header: string | null | undefined): Mapping {
  const name = variableName(header, index);
  const taken = new Set(mapping.filter((_, at) => at !== index));
  let free = name;
  for (let n = 2; taken.has(VARIABLE + free); n++) free = `${name.slice(0, MAX_NAME - 4)}_${n}`;
  return choose(mapping, index, VARIABLE + free);
}

/** Writes a variable's name as somebody types it; what it may not be is told by {@link troubleAt}. */
export function nameVariable(mapping: Mapping, index: number, name: string): Mapping {
  return mapping.map((before, at) => (at === index ? VARIABLE + name : before));
}

/** What is wrong with a column's choice, as the key of a text. */
export function troubleAt(mapping: Mapping, index: number): 'nameEmpty' | 'nameWrong' | 'nameTaken' | undefined {
  const field = mapping[index] ?? null;
  const name = variableOf(field);
  if (name === undefined) return undefined;
  if (name === '') return 'nameEmpty';
  if (!isVariableName(name)) return 'nameWrong';
  return mapping.some((other, at) => at !== index && other === field) ? 'nameTaken' : undefined;
}

export const isComplete = (mapping: Mapping): boolean =>
  mapping.includes('phone') && mapping.every((_, index) => troubleAt(mapping, index) === undefined);

/** Whether numbers of the file lack a country code, so that a default country is needed to read them. */
export function lacksCountry(mapping: Mapping, rows: readonly (readonly string[])[]): boolean {
  const column = mapping.indexOf('phone');
  if (column < 0) return false;
  return rows.some((row) => {
    const cell = (row[column] ?? '').trim().replace(/^'/, '');
    return /\d/.test(cell) && !/^(\+|00)/.test(cell) && !cell.includes('@');
  });
}

/** The columns that are taken, in the order of the file, with the first rows as they will be read. */
export function asRead(mapping: Mapping, rows: readonly (readonly string[])[]): { fields: string[]; rows: string[][] } {
  const taken = mapping.flatMap((field, column) => (field === null ? [] : [{ field, column }]));
  return { fields: taken.map(({ field }) => field), rows: rows.map((row) => taken.map(({ column }) => row[column] ?? '')) };
}
