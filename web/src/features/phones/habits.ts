import type { PhoneChange } from './calls/changePhone';

export interface HabitValues {
  replyWith: string;
  /** Seconds, or an empty text for the world's. */
  deliverAfter: number | string;
  readAfter: number | string;
  registered: '' | 'yes' | 'no';
  blocks: string[];
}

const seconds = (ms: number | null | undefined) => (ms == null ? '' : ms / 1000);

export function valuesOf(habits: PhoneChange): HabitValues {
  return {
    replyWith: habits.replyWith ?? '',
    deliverAfter: seconds(habits.deliverAfterMs),
    readAfter: seconds(habits.readAfterMs),
    registered: habits.registered == null ? '' : habits.registered ? 'yes' : 'no',
    blocks: habits.blocks ?? [],
  };
}

/** Only what differs from what was set before: a field that is left out stays, also where somebody else set it. */
export function changeOf(values: HabitValues, before: PhoneChange): PhoneChange {
  const was = valuesOf(before);
  const change: PhoneChange = {};
  if (values.replyWith !== was.replyWith) change.replyWith = values.replyWith;
  if (values.deliverAfter !== was.deliverAfter && values.deliverAfter !== '')
    change.deliverAfterMs = Math.round(Number(values.deliverAfter) * 1000);
  if (values.readAfter !== was.readAfter && values.readAfter !== '') change.readAfterMs = Math.round(Number(values.readAfter) * 1000);
  if (values.registered !== was.registered && values.registered !== '') change.registered = values.registered === 'yes';
  if (values.blocks.join() !== was.blocks.join()) change.blocks = values.blocks;
  return change;
}
