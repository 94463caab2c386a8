import { expect, test } from 'vitest';
import type { Figures } from '../calls/campaignStats';
import { funnelOf } from './funnel';

const figures = (values: Partial<Figures>) =>
  ({ total: 0, sent: 0, delivered: 0, read: 0, byVariant: [], ...values }) as unknown as Figures;

test('each step tells its share of all and of the step before, replies of all variants together', () => {
  const steps = funnelOf(
    figures({ total: 200, sent: 100, delivered: 80, read: 40, byVariant: [{ replied: 3 }, { replied: 1 }] as Figures['byVariant'] }),
  );
  expect(steps.map((step) => [step.key, step.amount, step.share, step.kept])).toEqual([
    ['total', 200, 1, null],
    ['sent', 100, 0.5, 0.5],
    ['delivered', 80, 0.4, 0.8],
    ['read', 40, 0.2, 0.5],
    ['replied', 4, 0.02, 0.1],
  ]);
});

test('nothing divides by nobody', () => expect(funnelOf(figures({})).every((step) => step.share === 0 && !step.kept)).toBe(true));
