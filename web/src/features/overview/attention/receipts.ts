import type { Schema } from '../../../lib/api/types';

type ByDriver = Readonly<Record<string, Pick<Schema<'ShowActivityFigures'>, 'sent' | 'delivered'>>>;
type Driver = { name: string; capabilities: Pick<Schema<'ChannelCapabilities'>, 'receipts'> };

/** So many, and such a part of what was sent, are more than phones that are switched off. */
const MANY = 10;
const SHARE = 0.05;

/**
 * What was sent and got no delivery receipt so far, where that is much; an exact count would cost each receipt a write to an index.
 * What was sent in the hour that runs may still get its receipt, so it is not looked at. But the receipts of that hour may be of messages of
 * the hour before, so of both differences the smaller one counts: rather a message too few. Drivers that tell no receipts lack none.
 * @param completed By driver, over hours that are over.
 * @param all The same hours and the one that runs.
 */
export function withoutReceipt(
  completed: ByDriver,
  all: ByDriver,
  drivers: readonly Driver[],
): { sent: number; missing: number } | undefined {
  let [sent, missing] = [0, 0];
  for (const { name, capabilities } of drivers) {
    const before = completed[name];
    if (!capabilities.receipts || !before) continue;
    const now = all[name] ?? before;
    sent += before.sent;
    missing += Math.max(0, Math.min(before.sent - before.delivered, now.sent - now.delivered));
  }
  return missing >= MANY && missing > SHARE * sent ? { sent, missing } : undefined;
}
