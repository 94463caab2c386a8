import type { Schema } from '../../lib/api/types';
import type { Sender } from './sender';

/** What the form holds; numbers are empty texts while their field is. */
export interface SenderValues {
  name: string;
  phoneNumber: string;
  driver: string;
  fallbackDriver: string | null;
  quotaPerMinute: number | string;
  quotaPerHour: number | string;
  quotaPerDay: number | string;
  /** A profile, or own. */
  pacing: string;
  minSeconds: number | string;
  maxSeconds: number | string;
  typing: boolean;
  warmUp: boolean;
  warmUpStart: number | string;
  warmUpFactor: number | string;
}

export function blank(driver: string, pacing: Schema<'PacingProfile'> = 'balanced'): SenderValues {
  return {
    name: '',
    phoneNumber: '',
    driver,
    fallbackDriver: null,
    quotaPerMinute: 20,
    quotaPerHour: 500,
    quotaPerDay: 5000,
    pacing,
    minSeconds: 3,
    maxSeconds: 8,
    typing: false,
    warmUp: false,
    warmUpStart: 20,
    warmUpFactor: 1.5,
  };
}

export function valuesOf(sender: Sender): SenderValues {
  const spec = typeof sender.pacing === 'string' ? { profile: sender.pacing } : sender.pacing;
  return {
    ...blank(sender.driver),
    name: sender.name,
    phoneNumber: sender.phoneNumber,
    fallbackDriver: sender.fallbackDriver ?? null,
    quotaPerMinute: sender.quotaPerMinute,
    quotaPerHour: sender.quotaPerHour,
    quotaPerDay: sender.quotaPerDay,
    pacing: spec.profile ?? 'own',
    minSeconds: 'minMs' in spec && spec.minMs != null ? spec.minMs / 1000 : 3,
    maxSeconds: 'maxMs' in spec && spec.maxMs != null ? spec.maxMs / 1000 : 8,
    typing: sender.typing,
    warmUp: Boolean(sender.warmUp),
    warmUpStart: sender.warmUp?.start ?? 20,
    warmUpFactor: sender.warmUp?.factor ?? 1.5,
  };
}

const number = (value: number | string) => (value === '' ? undefined : Number(value));

/** The request that the values mean. What the form does not know of its pacing (pauses) stays when the gaps did not change. */
export function requestOf(values: SenderValues, before?: Sender): Schema<'CreateSenderRequest'> {
  const kept = before && typeof before.pacing !== 'string' ? before.pacing : undefined;
  const [minMs, maxMs] = [Math.round(1000 * Number(values.minSeconds)), Math.round(1000 * Number(values.maxSeconds))];
  const pacing =
    values.pacing !== 'own'
      ? (values.pacing as Schema<'PacingProfile'>)
      : kept && !kept.profile
        ? { ...kept, minMs, maxMs }
        : { minMs, maxMs };
  // The plan goes on from its own first day.
  const since = before?.warmUp?.since;
  return {
    name: values.name.trim(),
    phoneNumber: values.phoneNumber.trim(),
    driver: values.driver,
    fallbackDriver: values.fallbackDriver || null,
    quotaPerMinute: number(values.quotaPerMinute),
    quotaPerHour: number(values.quotaPerHour),
    quotaPerDay: number(values.quotaPerDay),
    pacing,
    typing: values.typing,
    warmUp: values.warmUp ? { start: Number(values.warmUpStart), factor: Number(values.warmUpFactor), ...(since ? { since } : {}) } : null,
  };
}
