import type { Schema } from '../../../lib/api/types';
import { contentOf, type Draft, draftOf } from '../../../ui/Composer/draft';
import type { Campaign } from '../calls/campaign';
import type { Change } from '../calls/saveCampaign';

export interface VariantValue extends Draft {
  /** Of its tab; a name may change while one types. */
  key: number;
  name: string;
  weight: number;
}

export interface MessageValues {
  variants: VariantValue[];
  winner: Schema<'WinnerRule'> | null;
}

export function messageOf(campaign: Campaign): MessageValues {
  return {
    variants: campaign.variants.map(({ name, weight, content }, key) => ({ key, name, weight, ...draftOf(content) })),
    winner: campaign.winnerRule ?? null,
  };
}

export function messageChange({ variants, winner }: MessageValues): Change {
  const [only] = variants;
  if (variants.length === 1 && only) return { template: contentOf(only) };
  return { variants: variants.map((one) => ({ name: one.name, weight: one.weight, template: contentOf(one) })), winner };
}

/** A, B, C, …: the first letter that no variant has. */
export function nextName(variants: readonly VariantValue[]): string {
  const taken = new Set(variants.map((one) => one.name.toUpperCase()));
  for (let code = 65; code < 91; code++) if (!taken.has(String.fromCharCode(code))) return String.fromCharCode(code);
  return `${variants.length + 1}`;
}

export function shareOf(one: { weight: number }, variants: readonly { weight: number }[]): number {
  const sum = variants.reduce((total, variant) => total + variant.weight, 0);
  return sum > 0 ? one.weight / sum : 0;
}
