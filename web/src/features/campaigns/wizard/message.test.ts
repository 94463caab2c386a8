import { expect, test } from 'vitest';
import type { Campaign } from '../calls/campaign';
import { messageChange, messageOf, nextName, shareOf } from './message';

const campaign = (variants: unknown[], rest = {}) => ({ variants, ...rest }) as unknown as Campaign;
const media = { id: 'm', sha256: '', type: 'image/png', bytes: 10, fileName: 'a.png' };

test('one text is a template, and goes back as one', () => {
  const values = messageOf(campaign([{ name: 'A', weight: 1, content: { kind: 'text', text: 'Hi' } }]));
  expect(messageChange(values)).toEqual({ template: { text: 'Hi' } });
});

test('a file keeps how it is sent', () => {
  const values = messageOf(campaign([{ name: 'A', weight: 1, content: { kind: 'image', text: 'Look', media } }]));
  expect(messageChange(values)).toEqual({ template: { text: 'Look', mediaId: 'm', sendAs: 'image' } });
});

test('a poll that came over the API is not lost', () => {
  const values = messageOf(campaign([{ name: 'A', weight: 1, content: { kind: 'poll', text: 'When?', pollOptions: ['x', 'y'] } }]));
  expect(messageChange(values)).toEqual({ template: { poll: { question: 'When?', options: ['x', 'y'] } } });
});

test('several texts are variants with their weights and the rule for a winner', () => {
  const variants = ['A', 'B'].map((name, n) => ({ name, weight: n + 1, content: { kind: 'text', text: name } }));
  const change = messageChange(messageOf(campaign(variants, { winnerRule: { by: 'read', afterSent: 100 } })));
  expect(change.variants).toEqual([
    { name: 'A', weight: 1, template: { text: 'A' } },
    { name: 'B', weight: 2, template: { text: 'B' } },
  ]);
  expect(change.winner).toEqual({ by: 'read', afterSent: 100 });
});

test('a new variant has the first free letter', () => {
  const of = (...names: string[]) => names.map((name) => ({ name }) as never);
  expect(nextName(of('A', 'b'))).toBe('C');
  expect(nextName(of('B'))).toBe('A');
});

test('a share is the weight among all weights', () => expect(shareOf({ weight: 1 }, [{ weight: 1 }, { weight: 3 }])).toBe(0.25));
