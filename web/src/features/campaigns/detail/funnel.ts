import type { Figures } from '../calls/campaignStats';

export interface Step {
  key: 'total' | 'sent' | 'delivered' | 'read' | 'replied';
  amount: number;
  /** Of all recipients, 0 to 1. */
  share: number;
  /** Of the step before, 0 to 1; null for the first. */
  kept: number | null;
}

export function funnelOf(figures: Figures): Step[] {
  const replied = figures.byVariant.reduce((sum, variant) => sum + variant.replied, 0);
  const amounts = [
    ['total', figures.total],
    ['sent', figures.sent],
    ['delivered', figures.delivered],
    ['read', figures.read],
    ['replied', replied],
  ] as const;
  return amounts.map(([key, amount], index) => {
    const before = amounts[index - 1]?.[1];
    return {
      key,
      amount,
      share: figures.total > 0 ? amount / figures.total : 0,
      kept: before === undefined ? null : before > 0 ? amount / before : 0,
    };
  });
}
