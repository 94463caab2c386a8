import type { Schema } from '../../lib/api/types';

type Capabilities = Schema<'ChannelCapabilities'>;
type Kind = Schema<'ContentKind'>;

/** What a driver says of one thing, before it is put into words. */
export type Value =
  | { is: 'yes' | 'no' | 'always' }
  | { is: 'bytes' | 'characters' | 'number' | 'hours'; amount: number }
  | { is: 'ways'; ways: ('qr' | 'code' | 'token')[] };

export interface Row {
  key: string;
  group: 'content' | 'sending' | 'session';
  of: (can: Capabilities) => Value;
}

const kinds: Kind[] = [
  'text',
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'location',
  'contact',
  'poll',
  'reaction',
  'template',
  'interactive',
];

const yes = (is: boolean | undefined): Value => ({ is: is ? 'yes' : 'no' });

/** A text has its length, a file its size; the other kinds are there or not. */
function kindOf(kind: Kind, can: Capabilities): Value {
  if (!can.content.includes(kind)) return { is: 'no' };
  if (kind === 'text') return { is: 'characters', amount: can.maxTextLength };
  const most = can.maxMediaBytes[kind];
  return most == null ? { is: 'yes' } : { is: 'bytes', amount: most };
}

function pairing(can: Capabilities): Value {
  const ways: ('qr' | 'code')[] = [];
  if (can.pairsByQr) ways.push('qr');
  if (can.pairsByCode) ways.push('code');
  return { is: 'ways', ways: ways.length ? ways : ['token'] };
}

/** Hours of a span as .NET writes it: days.hours:minutes:seconds, the days only when there are some. */
export function hoursOf(span: string): number {
  const [, days = '0', hours = '0', minutes = '0'] = /^(?:(\d+)\.)?(\d+):(\d+)/.exec(span) ?? [];
  return Number(days) * 24 + Number(hours) + Number(minutes) / 60;
}

/** Everything that a driver's capabilities say, in the order in which one asks. */
export const rows: Row[] = [
  ...kinds.map((kind): Row => ({ key: `kind.${kind}`, group: 'content', of: (can) => kindOf(kind, can) })),
  {
    key: 'fact.window',
    group: 'sending',
    of: (can) => (can.freeFormWindow ? { is: 'hours', amount: hoursOf(can.freeFormWindow) } : { is: 'always' }),
  },
  { key: 'fact.receipts', group: 'sending', of: (can) => yes(can.receipts) },
  { key: 'fact.typing', group: 'sending', of: (can) => yes(can.typing) },
  { key: 'fact.numberCheck', group: 'sending', of: (can) => yes(can.numberCheck) },
  { key: 'fact.repeats', group: 'sending', of: (can) => yes(can.deduplicatesById) },
  { key: 'fact.inFlight', group: 'sending', of: (can) => ({ is: 'number', amount: can.maxInFlight }) },
  { key: 'fact.edits', group: 'sending', of: (can) => yes(can.edits) },
  { key: 'fact.deletes', group: 'sending', of: (can) => yes(can.deletes) },
  { key: 'fact.pairing', group: 'session', of: pairing },
  { key: 'fact.connection', group: 'session', of: (can) => yes(can.holdsConnection) },
  { key: 'fact.echoes', group: 'session', of: (can) => yes(can.echoes) },
];

export const groups = ['content', 'sending', 'session'] as const;
