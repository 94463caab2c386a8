import type { Schema } from '../../lib/api/types';

export type Figures = Schema<'SendFigures'>;

export const flowColors = {
  read: 'var(--mantine-color-teal-6)',
  delivered: 'var(--mantine-color-cyan-5)',
  sent: 'var(--mantine-color-blue-5)',
  failed: 'var(--mantine-color-red-6)',
  other: 'var(--mantine-color-gray-5)',
} as const;

export type FlowPart = keyof typeof flowColors;

export const flowOrder: readonly FlowPart[] = ['read', 'delivered', 'sent', 'failed', 'other'];

/** The figures as parts that exclude each other: who read it is among those whom it reached, and those among those it was sent to. */
export function flowOf(figures: Omit<Figures, 'pending'>) {
  const { sent, failed, suppressed, expired, cancelled, unknown } = figures;
  // A read receipt may come without one of delivery, or before it is counted.
  const read = Math.min(figures.read, sent);
  const delivered = Math.min(Math.max(figures.delivered, read), sent);
  const parts: Record<FlowPart, number> = {
    read,
    delivered: delivered - read,
    sent: sent - delivered,
    failed,
    other: suppressed + expired + cancelled + unknown,
  };
  const done = sent + failed + parts.other;
  return { parts, done, share: figures.total > 0 ? Math.min(1, done / figures.total) : 0 };
}
