import type { Schema } from '../../lib/api/types';
import type { PhoneChange } from './calls/changePhone';

export interface HabitValues {
  replyWith: string;
  /** Seconds, or an empty text for the world's. */
  deliverAfter: number | string;
  readAfter: number | string;
  registered: '' | 'yes' | 'no';
  blocks: string[];
}

export type Habits = Pick<Schema<'PhoneView'>, 'replyWith' | 'deliverAfterMs' | 'readAfterMs' | 'registered' | 'blocks'>;

const seconds = (ms: number | null | undefined) => (ms == null ? '' : ms / 1000);
const milliseconds = (typed: number | string) => (typed === '' ? null : Math.round(Number(typed) * 1000));

export function valuesOf(habits: Habits): HabitValues {
  return {
    replyWith: habits.replyWith ?? '',
    deliverAfter: seconds(habits.deliverAfterMs),
    readAfter: seconds(habits.readAfterMs),
    registered: habits.registered == null ? '' : habits.registered ? 'yes' : 'no',
    blocks: habits.blocks,
  };
}

/** Only what differs from what was there: what is left out stays, also where somebody else changed it meanwhile. Null is as with all others again. */
export function changeOf(values: HabitValues, was: HabitValues): PhoneChange {
  const change: PhoneChange = {};
  if (values.replyWith !== was.replyWith) change.replyWith = values.replyWith;
  if (values.deliverAfter !== was.deliverAfter) change.deliverAfterMs = milliseconds(values.deliverAfter);
  if (values.readAfter !== was.readAfter) change.readAfterMs = milliseconds(values.readAfter);
  if (values.registered !== was.registered) change.registered = values.registered === '' ? null : values.registered === 'yes';
  if (values.blocks.join() !== was.blocks.join()) change.blocks = values.blocks;
  return change;
}
