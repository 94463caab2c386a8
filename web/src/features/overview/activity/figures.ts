import type { Schema } from '../../../lib/api/types';

export type Figures = Schema<'ShowActivityFigures'>;
export const metrics = ['sent', 'delivered', 'read', 'failed', 'received'] as const;
export type Metric = (typeof metrics)[number];

/** What is failed of what was tried, and what is delivered and read of what was sent; undefined where there is nothing to divide by.
    A message sent in one span and read in the next counts in both, so a share is never above all. */
export function shareOf(metric: Metric, total: Figures): number | undefined {
  const of = metric === 'failed' ? total.sent + total.failed : metric === 'delivered' || metric === 'read' ? total.sent : 0;
  return of > 0 ? Math.min(1, total[metric] / of) : undefined;
}

/** The same colours as the states have. */
export const colors: Record<Metric, string> = {
  sent: 'var(--mantine-color-blue-5)',
  delivered: 'var(--mantine-color-cyan-6)',
  read: 'var(--mantine-color-teal-6)',
  failed: 'var(--mantine-color-red-6)',
  received: 'var(--mantine-color-indigo-5)',
};
