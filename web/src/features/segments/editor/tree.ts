import { fields, isList, operandOf } from './fields';

/** A segment's filter, as docs/operate/segments.md has it. */
export type Filter = Readonly<Record<string, unknown>>;

/** One line of the editor. What is written is kept as text until the filter is made of it, so that half of a number can stand there. */
export interface Condition {
  kind: 'condition';
  id: number;
  negated: boolean;
  /** A field's name; of a variable `variables`, and its name beside it. */
  field: string;
  variable: string;
  op: string;
  value: string;
  values: readonly string[];
}

/** Lines of which all or any must hold. */
export interface Group {
  kind: 'group';
  id: number;
  negated: boolean;
  match: 'all' | 'any';
  parts: readonly Node[];
}

export type Node = Condition | Group;

const VARIABLE = 'variables.';
let last = 0;

export const newGroup = (parts: readonly Node[] = [], match: Group['match'] = 'all', negated = false): Group => ({
  kind: 'group',
  id: ++last,
  negated,
  match,
  parts,
});

export const newCondition = (field = 'tags', op = Object.keys(fields[field] ?? {})[0] ?? ''): Condition => ({
  kind: 'condition',
  id: ++last,
  negated: false,
  field,
  variable: '',
  op,
  value: '',
  values: [],
});

const isObject = (json: unknown): json is Record<string, unknown> => typeof json === 'object' && json !== null && !Array.isArray(json);

function nodeOf(json: unknown): Node | undefined {
  if (!isObject(json)) return undefined;
  if (typeof json.field === 'string') return conditionOf(json);
  const [only, ...more] = Object.entries(json);
  if (!only || more.length > 0) return undefined;
  const [word, inner] = only;
  if (word === 'not') {
    const part = nodeOf(inner);
    return part && { ...part, negated: !part.negated };
  }
  if ((word !== 'and' && word !== 'or') || !Array.isArray(inner) || inner.length === 0) return undefined;
  const parts = inner.map(nodeOf);
  return parts.every((part) => part !== undefined) ? newGroup(parts, word === 'and' ? 'all' : 'any') : undefined;
}

function conditionOf(json: Record<string, unknown>): Condition | undefined {
  const name = String(json.field);
  const variable = name.startsWith(VARIABLE) ? name.slice(VARIABLE.length) : '';
  const field = variable ? 'variables' : name;
  const op = String(json.op);
  const operand = operandOf(field, op);
  if (!operand) return undefined;
  const { value, values } = json;
  return {
    ...newCondition(field, op),
    variable,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    values: Array.isArray(values) ? values.map(String) : [],
  };
}

/** The editor's lines of a filter; undefined when it holds something that this page does not know. Two "not" in a row are none. */
export function fromFilter(filter: Filter): Group | undefined {
  if (Object.keys(filter).length === 0) return newGroup();
  const node = nodeOf(filter);
  return node?.kind === 'condition' ? newGroup([node]) : node;
}

function written(condition: Condition): Filter {
  const { field, variable, op, value, values } = condition;
  const operand = operandOf(field, op);
  const asked = { field: field === 'variables' ? VARIABLE + variable : field, op };
  if (!operand || operand === 'nothing') return asked;
  if (isList(operand)) return { ...asked, values };
  return { ...asked, value: operand === 'number' || operand === 'days' ? Number(value) : value };
}

function writtenNode(node: Node): Filter | undefined {
  let filter: Filter;
  if (node.kind === 'condition') filter = written(node);
  else {
    const parts = node.parts.map(writtenNode).filter((part) => part !== undefined);
    if (parts.length === 0) return undefined; // an empty group asks nothing
    filter = { [node.match === 'all' ? 'and' : 'or']: parts };
  }
  return node.negated ? { not: filter } : filter;
}

/** The filter that the lines mean; nothing written means everybody. */
export const toFilter = (root: Group): Filter => writtenNode(root) ?? {};

/** Whether a condition still lacks something, and what, as the key of a text. */
export function lacking({ field, variable, op, value, values }: Condition): string | undefined {
  if (field === 'variables' && !/^[\p{L}\p{N}_][\p{L}\p{N}_-]{0,63}$/u.test(variable)) return 'variable';
  const operand = operandOf(field, op);
  switch (operand) {
    case undefined:
      return 'value';
    case 'nothing':
      return undefined;
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? undefined : 'number';
    case 'days':
      return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 3650 ? undefined : 'days';
    case 'numberStart':
      return /^\+\d{1,15}$/.test(value) ? undefined : 'numberStart';
    case 'campaign':
      return value ? undefined : 'campaign';
    case 'moment':
    case 'day':
      return /^\d{4}-\d\d-\d\d/.test(value) ? undefined : 'date';
    case 'text':
      return value.trim() === '' ? 'value' : undefined;
    default:
      return values.length > 0 ? undefined : 'values';
  }
}

/** All conditions, wherever they stand. */
export function conditionsOf(node: Node): Condition[] {
  return node.kind === 'condition' ? [node] : node.parts.flatMap(conditionsOf);
}

export const isComplete = (root: Group): boolean => conditionsOf(root).every((condition) => lacking(condition) === undefined);

/** The tree with one node replaced, or taken out where nothing is given back. */
export function replace(group: Group, id: number, by: (node: Node) => Node | undefined): Group {
  if (group.id === id) {
    const node = by(group);
    return node?.kind === 'group' ? node : group;
  }
  const parts = group.parts.flatMap((part) => {
    if (part.id === id) return by(part) ?? [];
    return part.kind === 'group' ? replace(part, id, by) : part;
  });
  return { ...group, parts };
}

/** Asks something else of a condition; what was written stays where the new question takes the same. */
export function ask(condition: Condition, field: string, op: string | undefined, negated = false): Condition {
  const asked = op ?? Object.keys(fields[field] ?? {})[0] ?? '';
  const kept = field === condition.field && operandOf(field, asked) === operandOf(field, condition.op);
  return {
    ...condition,
    negated,
    field,
    op: asked,
    variable: field === condition.field ? condition.variable : '',
    value: kept ? condition.value : '',
    values: kept ? condition.values : [],
  };
}
