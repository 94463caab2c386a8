import type { Schema } from '../../../lib/api/types';

/** The fields of a contact that a column may fill; any other column becomes a variable or is left out. */
export const contactFields = ['phone', 'name', 'tags', 'language', 'timeZone'] as const;

/** What a column would be called in {{braces}}. */
export function variableFor(column: Schema<'FilePreviewColumn'>): string {
  if (column.suggestion?.startsWith('variables.')) return column.suggestion;
  const name = (column.name ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return `variables.${/^[a-z]/.test(name) ? name : `column_${column.index + 1}`}`;
}

/** Why the mapping cannot be imported, by the key of the sentence; null when it can. */
export function troubleWith(mapping: readonly (string | null)[]): 'noPhone' | 'twice' | null {
  if (!mapping.includes('phone')) return 'noPhone';
  const used = mapping.filter((target) => target !== null);
  return new Set(used).size < used.length ? 'twice' : null;
}

/** The variables that an imported file brought. */
export function variablesOf(mapping: readonly (string | null | unknown)[] | undefined): string[] {
  return (mapping ?? []).flatMap((target) => (typeof target === 'string' && target.startsWith('variables.') ? [target.slice(10)] : []));
}
