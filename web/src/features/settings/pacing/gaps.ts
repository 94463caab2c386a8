import type { Schema } from '../../../lib/api/types';
import { type Numbers, numbersOf, type Pacing, type Profile } from '../../../lib/pacing';

/** The profiles whose gaps can be set; the one without a gap has none. */
export const named = ['fast', 'balanced', 'safe', 'human'] as const;
export type Named = (typeof named)[number];

/** A gap as a form holds it: seconds, empty texts while a field is, and proposals for pauses that are switched off. */
export interface Gap {
  min: number | string;
  max: number | string;
  pauses: boolean;
  every: number | string;
  pauseMin: number | string;
  pauseMax: number | string;
}

export type Gaps = Record<Named, Gap> & { defaultProfile: Profile };

export function gapOf({ minMs, maxMs, pauseEvery, pauseMinMs, pauseMaxMs }: Numbers): Gap {
  return {
    min: (minMs ?? 0) / 1000,
    max: (maxMs ?? 0) / 1000,
    pauses: Boolean(pauseEvery),
    every: pauseEvery || 10,
    pauseMin: pauseEvery ? (pauseMinMs ?? 0) / 1000 : 20,
    pauseMax: pauseEvery ? (pauseMaxMs ?? 0) / 1000 : 40,
  };
}

export function numbers(gap: Gap): Numbers {
  const ms = (seconds: number | string) => Math.round(Number(seconds) * 1000);
  const plain = { minMs: ms(gap.min), maxMs: ms(gap.max) };
  return gap.pauses ? { ...plain, pauseEvery: Number(gap.every), pauseMinMs: ms(gap.pauseMin), pauseMaxMs: ms(gap.pauseMax) } : plain;
}

const shownOf = (pacing: Pacing, profile: Named) => pacing.profiles.find((one) => one.profile === profile);

export function gapsOf(pacing: Pacing): Gaps {
  const of = (profile: Named) => gapOf(numbersOf(shownOf(pacing, profile)?.gap ?? {}));
  return { defaultProfile: pacing.defaultProfile, fast: of('fast'), balanced: of('balanced'), safe: of('safe'), human: of('human') };
}

/** What the profile means on this install, as the form would hold it. */
export const installOf = (pacing: Pacing, profile: Named): Gap => gapOf(numbersOf(shownOf(pacing, profile)?.install ?? {}));

/** Whether two mean the same, whatever the fields of pauses that are switched off hold. */
export const sameGap = (one: Gap, other: Gap) => JSON.stringify(numbers(one)) === JSON.stringify(numbers(other));

/** What the server is told: null where it is what the install has, so that a later change of the install's holds here too. */
export function changeOf(gaps: Gaps, pacing: Pacing): Schema<'ChangePacingRequest'> {
  const of = (profile: Named) => (sameGap(gaps[profile], installOf(pacing, profile)) ? null : numbers(gaps[profile]));
  return { defaultProfile: gaps.defaultProfile, fast: of('fast'), balanced: of('balanced'), safe: of('safe'), human: of('human') };
}

/** What is wrong with a gap, by field, as the key of its sentence. */
export function wrongIn(gap: Gap): Partial<Record<keyof Gap, 'wanted' | 'tooShort' | 'maxBelowMin'>> {
  const wrong: ReturnType<typeof wrongIn> = {};
  const fields = gap.pauses ? (['min', 'max', 'every', 'pauseMin', 'pauseMax'] as const) : (['min', 'max'] as const);
  for (const field of fields) if (gap[field] === '') wrong[field] = 'wanted';
  if (!wrong.min && Number(gap.min) < 0.1) wrong.min = 'tooShort';
  if (!wrong.max && Number(gap.max) < Number(gap.min)) wrong.max = 'maxBelowMin';
  if (gap.pauses && !wrong.pauseMax && Number(gap.pauseMax) < Number(gap.pauseMin)) wrong.pauseMax = 'maxBelowMin';
  return wrong;
}
