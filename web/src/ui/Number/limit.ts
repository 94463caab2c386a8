/** To how many people a number may begin to write within a day, out of WhatsApp's word for it: tier_250, tier_2k, tier_unlimited.
 * @returns Undefined for a word that says no number. */
export function peopleOf(limit: string): number | undefined {
  const tier = limit.toLowerCase();
  if (tier.endsWith('unlimited')) return Number.POSITIVE_INFINITY;
  const [, amount, thousands] = /^tier_(\d+)(k?)$/.exec(tier) ?? [];
  return amount ? Number(amount) * (thousands ? 1000 : 1) : undefined;
}
