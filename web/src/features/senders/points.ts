import type { Schema } from '../../lib/api/types';

const HOUR = 3_600_000;
const metrics = ['sent', 'failed'] as const;

export interface Point {
  at: string;
  values: Record<string, number>;
}

/** The server leaves out hours and days in which nothing happened; a picture over time must show them. Drivers are added up. */
export function points(buckets: readonly Schema<'ShowSenderStatsBucket'>[], from: string, to: string, by: 'hour' | 'day'): Point[] {
  const first = new Date(from).getTime();
  const last = new Date(to).getTime();
  const step = by === 'hour' ? HOUR : 24 * HOUR;
  // Days begin at the tenant's midnight, whatever that is in UTC: any of the server's days says where.
  const known = buckets[0]
    ? new Date(buckets[0].at).getTime()
    : by === 'hour'
      ? Math.floor(first / HOUR) * HOUR
      : new Date(from).setHours(0, 0, 0, 0);
  const begin = known - Math.floor((known - first) / step) * step - (by === 'day' ? step : 0);
  const filled: Point[] = [];
  for (let at = begin; at < last; at += step) {
    if (at + step <= first) continue;
    const values: Record<string, number> = { sent: 0, failed: 0 };
    // An hour of summer time more or less still falls into its day.
    for (const bucket of buckets) {
      const bucketAt = new Date(bucket.at).getTime();
      if (by === 'hour' ? bucketAt !== at : Math.abs(bucketAt - at) > 2 * HOUR) continue;
      for (const metric of metrics) values[metric] = (values[metric] ?? 0) + bucket.figures[metric];
    }
    filled.push({ at: new Date(at).toISOString(), values });
  }
  return filled;
}
