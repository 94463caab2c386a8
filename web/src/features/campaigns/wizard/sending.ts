import type { Schema } from '../../../lib/api/types';
import type { Campaign } from '../calls/campaign';
import type { Change } from '../calls/saveCampaign';

export const profiles = ['fast', 'balanced', 'safe', 'human', 'none'] as const;

export interface SendingValues {
  /** Null: whichever are healthy. */
  senders: string[] | null;
  /** Empty: each sender's own. `custom`: the two numbers below. */
  pace: '' | (typeof profiles)[number] | 'custom';
  minSeconds: number;
  maxSeconds: number;
  /** Kept when numbers came over the API that this page has no fields for. */
  pauses: Pick<Schema<'PacingSpecJsonShape'>, 'pauseEvery' | 'pauseMinMs' | 'pauseMaxMs'>;
  typing: '' | 'on' | 'off';
  attempts: number;
  hours: boolean;
  from: string;
  to: string;
  /** 1 Monday to 7 Sunday; all seven are every day. */
  days: number[];
  zone: string;
  /** In the browser's zone, as an input of kind datetime-local writes it; empty: none. */
  start: string;
  end: string;
}

export const everyDay = [1, 2, 3, 4, 5, 6, 7];

export function sendingOf(campaign: Campaign, start: string | undefined, tenantZone: string): SendingValues {
  const { window, pacing } = campaign;
  const shape = typeof pacing === 'string' ? { profile: pacing } : pacing;
  const hours = Boolean(window && window.from !== window.to);
  return {
    senders: (campaign.senderIds as string[] | null | undefined) ?? null,
    pace: !shape ? '' : (shape.profile ?? 'custom'),
    minSeconds: (shape?.minMs ?? 5000) / 1000,
    maxSeconds: (shape?.maxMs ?? 15_000) / 1000,
    pauses: shape?.pauseEvery ? { pauseEvery: shape.pauseEvery, pauseMinMs: shape.pauseMinMs, pauseMaxMs: shape.pauseMaxMs } : {},
    typing: campaign.enableTyping == null ? '' : campaign.enableTyping ? 'on' : 'off',
    attempts: campaign.attempts,
    hours,
    from: hours && window ? window.from.slice(0, 5) : '09:00',
    to: hours && window ? window.to.slice(0, 5) : '18:00',
    days: window?.days?.length ? [...window.days] : everyDay,
    zone: window?.zone ?? tenantZone,
    start: toLocal(start ?? campaign.scheduledStart),
    end: toLocal(campaign.scheduledEnd),
  };
}

/** Everything but the start: that is written down when a person schedules it, because from then on it starts by itself. */
export function sendingChange(values: SendingValues): Change {
  const days = values.days.length === 0 || values.days.length === 7 ? null : [...values.days].sort();
  return {
    senderIds: values.senders,
    pacing:
      values.pace === ''
        ? null
        : values.pace === 'custom'
          ? { minMs: Math.round(values.minSeconds * 1000), maxMs: Math.round(values.maxSeconds * 1000), ...values.pauses }
          : { profile: values.pace },
    enableTyping: values.typing === '' ? null : values.typing === 'on',
    attempts: values.attempts,
    timeWindowStart: values.hours ? values.from : null,
    timeWindowEnd: values.hours ? values.to : null,
    weekdays: days,
    timeZone: values.hours || days ? values.zone : null,
    scheduledEnd: toInstant(values.end),
  };
}

/** Which fields are wrong, by the key of the sentence that says so. */
export function wrongIn(values: SendingValues, now: Date): Partial<Record<keyof SendingValues, string>> {
  const wrong: Partial<Record<keyof SendingValues, string>> = {};
  if (values.senders?.length === 0) wrong.senders = 'noSenders';
  if (values.pace === 'custom' && values.minSeconds > values.maxSeconds) wrong.maxSeconds = 'maxBelowMin';
  if (values.hours && (!values.from || !values.to)) wrong.from = 'bothHours';
  else if (values.hours && values.from === values.to) wrong.to = 'sameHours';
  if (values.days.length === 0) wrong.days = 'noDays';
  if (values.end && new Date(values.end) <= now) wrong.end = 'endPassed';
  else if (values.end && values.start && values.end <= values.start) wrong.end = 'endBeforeStart';
  if (values.start && new Date(values.start) <= now) wrong.start = 'startPassed';
  return wrong;
}

export function toLocal(instant: string | null | undefined): string {
  if (!instant) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const toInstant = (local: string): string | null => (local ? new Date(local).toISOString() : null);
