import { expect, test } from 'vitest';
import { filterOf, gistOf } from './filter';

test('what the address does not say restricts nothing', () => expect(filterOf({ tab: 'messages' })).toEqual({}));

test('days are whole days, the last one with it', () => {
  const { since, until } = filterOf({ from: '2026-03-01', to: '2026-03-01' });
  expect(new Date(since as string)).toEqual(new Date(2026, 2, 1));
  expect(new Date(until as string)).toEqual(new Date(2026, 2, 2));
});

test('a day that is none is left out', () => expect(filterOf({ from: 'yesterday' })).toEqual({}));

test('only a yes asks for messages without receipt', () => {
  expect(filterOf({ noReceipt: 'true' })).toEqual({ noReceipt: true });
  expect(filterOf({ noReceipt: 'false' })).toEqual({});
});

test('a message is told in one line', () => {
  const name = (kind: string) => kind.toUpperCase();
  expect(gistOf({ kind: 'text', text: 'Hi\n  there' }, name)).toBe('Hi there');
  expect(gistOf({ kind: 'image', text: 'See', media: { fileName: 'a.png' } }, name)).toBe('a.png · See');
  expect(gistOf({ kind: 'poll', text: 'Which?' }, name)).toBe('POLL · Which?');
  expect(gistOf(null, name)).toBe('');
});
