import type { Sender } from './sender';

export interface QuotaWindow {
  key: 'minute' | 'hour' | 'day';
  limit: number;
  used: number;
  /** When the window is over; left out while none runs. */
  endsAt?: string;
}

/** The three quotas with what is used in the windows that run now; a window begins with its first message. */
export function quotaWindows(sender: Pick<Sender, 'quotaPerMinute' | 'quotaPerHour' | 'quotaToday' | 'quotaUsed'>): QuotaWindow[] {
  const limits = { minute: sender.quotaPerMinute, hour: sender.quotaPerHour, day: sender.quotaToday };
  return (['minute', 'hour', 'day'] as const).map((key) => ({
    key,
    limit: limits[key],
    used: sender.quotaUsed[key].used,
    endsAt: sender.quotaUsed[key].endsAt ?? undefined,
  }));
}
