/** Readers of JSON: each takes what came and gives what it should be, or says which field is not. */
export type Reader<T> = (value: unknown, field: string) => T;
export type Read<R> = R extends Reader<infer T> ? T : never;

/** A body that cannot be read; <code>message</code> names the field. */
export class Unreadable extends Error {
  constructor(field: string, wanted: string) {
    super(`${field || 'The body'} must be ${wanted}.`);
  }
}

export interface TextRules {
  min?: number;
  max?: number;
  pattern?: RegExp;
  as?: string;
}

export function text(rules: TextRules = {}): Reader<string> {
  const { min = 0, max = 65_536, pattern, as } = rules;
  return (value, field) => {
    if (typeof value !== 'string') throw new Unreadable(field, as ?? 'a text');
    if (value.length < min || value.length > max) throw new Unreadable(field, as ?? `a text of ${min} to ${max} characters`);
    if (pattern && !pattern.test(value)) throw new Unreadable(field, as ?? `like ${pattern}`);
    return value;
  };
}

export function number(min: number, max: number): Reader<number> {
  return (value, field) => {
    if (typeof value !== 'number' || !(value >= min && value <= max)) throw new Unreadable(field, `a number from ${min} to ${max}`);
    return value;
  };
}

export function integer(min = 0, max = Number.MAX_SAFE_INTEGER): Reader<number> {
  return (value, field) => {
    if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max)
      throw new Unreadable(field, `a whole number from ${min} to ${max}`);
    return value as number;
  };
}

export const bool: Reader<boolean> = (value, field) => {
  if (typeof value !== 'boolean') throw new Unreadable(field, 'true or false');
  return value;
};

export function oneOf<const T extends string>(...words: T[]): Reader<T> {
  return (value, field) => {
    if (!words.includes(value as T)) throw new Unreadable(field, `one of ${words.join(', ')}`);
    return value as T;
  };
}

export function list<T>(item: Reader<T>, min: number, max: number): Reader<T[]> {
  return (value, field) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) throw new Unreadable(field, `a list of ${min} to ${max}`);
    return value.map((one, index) => item(one, `${field}[${index}]`));
  };
}

export function mapOf<T>(item: Reader<T>): Reader<Record<string, T>> {
  return (value, field) => {
    const fields = plain(value, field);
    return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, item(one, `${field}.${name}`)]));
  };
}

export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, field) => (value === null ? null : reader(value, field));
}

/** A field that may be left out; null counts as left out. */
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  const read: Reader<T | undefined> = (value, field) => (value === undefined || value === null ? undefined : reader(value, field));
  return Object.assign(read, { optional: true });
}

type Fields = Record<string, Reader<unknown>>;
type Needed<F extends Fields> = { [K in keyof F as undefined extends Read<F[K]> ? never : K]: Read<F[K]> };
type Free<F extends Fields> = { [K in keyof F as undefined extends Read<F[K]> ? K : never]?: Read<F[K]> };
export type ObjectOf<F extends Fields> = Needed<F> & Free<F>;

/** Reads the fields that it knows and leaves out all others, so that a newer side may send more. */
export function object<F extends Fields>(fields: F): Reader<ObjectOf<F>> {
  const readers = Object.entries(fields);
  return (value, field) => {
    const given = plain(value, field);
    const result: Record<string, unknown> = {};
    for (const [name, reader] of readers) {
      const one = reader(given[name], field ? `${field}.${name}` : name);
      if (one !== undefined) result[name] = one;
    }
    return result as ObjectOf<F>;
  };
}

function plain(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable(field, 'an object');
  return value as Record<string, unknown>;
}
