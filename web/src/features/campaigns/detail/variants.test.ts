import { expect, test } from 'vitest';
import { leaderOf } from './variants';

const of = (name: string, sent: number, read: number, replied = 0) =>
  ({ name, sent, read, replied }) as Parameters<typeof leaderOf>[0][number];

test('the best share leads, not the largest number', () => expect(leaderOf([of('A', 1000, 300), of('B', 100, 50)], 'read')).toBe('B'));

test('nobody leads among few, or when they are equal', () => {
  expect(leaderOf([of('A', 99, 90), of('B', 100, 1)], 'read')).toBeNull();
  expect(leaderOf([of('A', 100, 50), of('B', 200, 100)], 'read')).toBeNull();
  expect(leaderOf([of('A', 100, 50)], 'read')).toBeNull();
});

test('replies count when replies were asked for', () => expect(leaderOf([of('A', 100, 90, 1), of('B', 100, 10, 5)], 'reply')).toBe('B'));
