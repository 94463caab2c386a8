import { useQuery } from '@tanstack/react-query';
import { api, take } from './api/client';
import type { Schema } from './api/types';

export type Pacing = Schema<'ShowPacingResponse'>;
export type Profile = Schema<'PacingProfile'>;
export type Numbers = Schema<'PacingSpecJsonShape'>;

export const pacingKey = ['pacing'] as const;

/** What the pacing profiles mean for this business, and which one new senders begin with. */
export function usePacing() {
  return useQuery({ queryKey: pacingKey, queryFn: ({ signal }) => take(api.GET('/api/pacing', { signal })), staleTime: 300_000 });
}

/** The document allows a profile's bare name wherever a gap may stand; where the server tells what a profile means, it tells numbers. */
export const numbersOf = (gap: Schema<'PacingSpec'>): Numbers => (typeof gap === 'string' ? {} : gap);

/** Messages per minute of one sender, the pauses with them; undefined where there is no gap. */
export function perMinute({ minMs, maxMs, pauseEvery, pauseMinMs, pauseMaxMs }: Numbers): number | undefined {
  const pause = pauseEvery ? ((pauseMinMs ?? 0) + (pauseMaxMs ?? 0)) / 2 / pauseEvery : 0;
  const gap = ((minMs ?? 0) + (maxMs ?? 0)) / 2 + pause;
  return gap > 0 ? 60_000 / gap : undefined;
}
