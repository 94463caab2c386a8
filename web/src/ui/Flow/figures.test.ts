import { expect, test } from 'vitest';
import { flowOf } from './figures';

const none = { total: 0, sent: 0, delivered: 0, read: 0, failed: 0, suppressed: 0, expired: 0, cancelled: 0, unknown: 0 };

test('the parts exclude each other and sum to what is done', () => {
  const { parts, done, share } = flowOf({ ...none, total: 200, sent: 100, delivered: 80, read: 30, failed: 5, suppressed: 3, unknown: 2 });
  expect(parts).toEqual({ read: 30, delivered: 50, sent: 20, failed: 5, other: 5 });
  expect(done).toBe(110);
  expect(share).toBe(0.55);
});

test('who read without a receipt of delivery counts as reached', () =>
  expect(flowOf({ ...none, total: 10, sent: 10, delivered: 2, read: 6 }).parts).toMatchObject({ read: 6, delivered: 0, sent: 4 }));

test('nothing at all is no progress', () => expect(flowOf(none).share).toBe(0));
