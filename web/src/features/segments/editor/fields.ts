/** What an operator takes, as docs/operate/segments.md has it. */
export type Operand =
  | 'nothing'
  | 'text'
  | 'texts'
  | 'number'
  | 'moment'
  | 'day'
  | 'days'
  | 'campaign'
  | 'imports'
  | 'consents'
  | 'numberStart'
  | 'countries';

const times = {
  within_days: 'days',
  not_within_days: 'days',
  after: 'moment',
  before: 'moment',
  exists: 'nothing',
  missing: 'nothing',
} as const;

/** Every field with what can be asked of it; the first one is what a new condition asks. The server's table is Contacts/Segments/FilterFields.cs. */
export const fields: Readonly<Record<string, Readonly<Record<string, Operand>>>> = {
  tags: { any: 'texts', all: 'texts', none: 'texts' },
  lastInbound: times,
  lastOutbound: times,
  created: times,
  campaign: {
    received: 'campaign',
    not_received: 'campaign',
    read: 'campaign',
    not_read: 'campaign',
    replied: 'campaign',
    not_replied: 'campaign',
  },
  consent: { any: 'consents' },
  phone: { country: 'countries', starts_with: 'numberStart', equals: 'numberStart', exists: 'nothing', missing: 'nothing' },
  name: { contains: 'text', equals: 'text', starts_with: 'text', exists: 'nothing', missing: 'nothing' },
  language: { any: 'texts', exists: 'nothing', missing: 'nothing' },
  timeZone: { any: 'texts', exists: 'nothing', missing: 'nothing' },
  import: { any: 'imports', none: 'imports' },
  variables: {
    equals: 'text',
    contains: 'text',
    any: 'texts',
    exists: 'nothing',
    missing: 'nothing',
    gt: 'number',
    gte: 'number',
    lt: 'number',
    lte: 'number',
    before: 'day',
    after: 'day',
    on: 'day',
  },
};

/** In the order in which they are offered: what is asked most comes first. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  person: ['tags', 'variables', 'consent', 'name', 'phone', 'language', 'timeZone'],
  activity: ['lastInbound', 'lastOutbound', 'campaign'],
  origin: ['created', 'import'],
};

export const operandOf = (field: string, op: string): Operand | undefined => fields[field]?.[op];

export const isList = (operand: Operand): boolean =>
  operand === 'texts' || operand === 'imports' || operand === 'consents' || operand === 'countries';

/** Whether "is not so" is offered beside an operator: where the grammar has no word of its own for the opposite. */
export const hasOpposite = (field: string, op: string): boolean =>
  !['equals', 'contains', 'starts_with', 'country'].includes(op) && !(op === 'any' && field !== 'tags' && field !== 'import');
