import type { Schema } from '../../../lib/api/types';

type OfVariant = Schema<'CampaignFiguresOfVariant'>;

/** With fewer than this for each, a lead is chance as likely as not. */
const TOO_FEW = 100;

/** Which variant leads by its share of those it was sent to; null while none does, or while too few got it. */
export function leaderOf(variants: readonly OfVariant[], by: 'read' | 'reply'): string | null {
  const rate = (one: OfVariant) => (one.sent > 0 ? (by === 'read' ? one.read : one.replied) / one.sent : 0);
  if (variants.length < 2 || variants.some((one) => one.sent < TOO_FEW)) return null;
  const [first, second] = [...variants].sort((a, b) => rate(b) - rate(a));
  return first && second && rate(first) > rate(second) ? first.name : null;
}
