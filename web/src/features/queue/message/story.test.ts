import { expect, test } from 'vitest';
import { decisionsOf, storyOf } from './story';

const at = (second: number) => `2026-03-01T10:00:${String(second).padStart(2, '0')}Z`;
const attempt = (number: number, second: number, outcome: string) => ({
  number,
  method: 'simulator',
  senderId: 's',
  startedAt: at(second),
  outcome,
});
const kinds = (message: Parameters<typeof storyOf>[0]) =>
  storyOf(message, new Date(at(5)).getTime()).map((step) => (step.kind === 'attempt' ? `attempt ${step.attempt.number}` : step.kind));

test('a message is told from its writing to its reading, and its sending once', () =>
  expect(
    kinds({
      direction: 'out',
      state: 'read',
      createdAt: at(0),
      sentAt: at(4),
      deliveredAt: at(5),
      readAt: at(9),
      attempts: [attempt(1, 1, 'retry'), attempt(2, 3, 'accepted')],
    }),
  ).toEqual(['created', 'attempt 1', 'attempt 2', 'delivered', 'read']));

test('what a person marked as sent has its sending told', () =>
  expect(kinds({ direction: 'out', state: 'sent', createdAt: at(0), sentAt: at(4), attempts: [attempt(1, 1, 'unknown')] })).toEqual([
    'created',
    'attempt 1',
    'sent',
  ]));

test('an end without a receipt is told with its reason', () => {
  const reason = { slug: 'timeout', sentence: 'No answer.' };
  const steps = storyOf({
    direction: 'out',
    state: 'failed',
    createdAt: at(0),
    finishedAt: at(9),
    reason,
    attempts: [attempt(1, 1, 'retry')],
  });
  expect(steps.at(-1)).toEqual({ kind: 'ended', at: at(9), state: 'failed', reason });
});

test('a reason that the last attempt has told is not told again', () => {
  const reason = { slug: 'timeout', sentence: 'No answer.' };
  const attempts = [{ ...attempt(1, 1, 'unknown'), reason }];
  expect(storyOf({ direction: 'out', state: 'unknown', createdAt: at(0), finishedAt: at(9), reason, attempts }).at(-1)).toMatchObject({
    reason: null,
  });
});

test('the time that it waits for comes last', () =>
  expect(kinds({ direction: 'out', state: 'retrying', createdAt: at(0), dueAt: at(30), attempts: [attempt(1, 1, 'retry')] })).toEqual([
    'created',
    'attempt 1',
    'due',
  ]));

test('a time that has come is no waiting', () =>
  expect(kinds({ direction: 'out', state: 'queued', createdAt: at(0), dueAt: at(0) })).toEqual(['created']));

test('what a person wrote was received', () =>
  expect(kinds({ direction: 'in', state: 'received', createdAt: at(0), sentAt: at(0) })).toEqual(['received']));

test('a person decides only what the state allows', () => {
  expect(decisionsOf({ direction: 'out', state: 'queued' })).toEqual(['cancel']);
  expect(decisionsOf({ direction: 'out', state: 'failed' })).toEqual(['retry']);
  expect(decisionsOf({ direction: 'out', state: 'unknown' })).toEqual(['retry', 'mark-sent']);
  expect(decisionsOf({ direction: 'out', state: 'sending' })).toEqual([]);
  expect(decisionsOf({ direction: 'in', state: 'received' })).toEqual([]);
});
