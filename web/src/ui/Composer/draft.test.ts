import { expect, test } from 'vitest';
import { contentOf, draftOf, emptyDraft, insertAt, isEmpty, isOwn, takesText, textsOf, wrapAt } from './draft';

const file = { id: '1', sha256: 'a', type: 'image/png', bytes: 10, fileName: 'sale.png' };

test('a text becomes a text', () => expect(contentOf({ ...emptyDraft, text: 'Hi' })).toEqual({ text: 'Hi' }));

test('a picture keeps its caption and how it is sent', () =>
  expect(contentOf(draftOf({ kind: 'document', text: 'See', media: file }))).toEqual({ text: 'See', mediaId: '1', sendAs: 'document' }));

test('a sound goes without the text that was written before it was attached', () => {
  const draft = { ...draftOf({ kind: 'voice', media: file }), text: 'left over' };
  expect(takesText(draft)).toBe(false);
  expect(contentOf(draft)).toEqual({ text: null, mediaId: '1', sendAs: 'voice' });
});

test('a poll is sent as it was saved, and its answers are read for placeholders', () => {
  const draft = draftOf({ kind: 'poll', text: 'Which, {{name}}?', pollOptions: ['a', '{{city}}'] });
  expect(contentOf(draft)).toEqual({ poll: { question: 'Which, {{name}}?', options: ['a', '{{city}}'] } });
  expect(textsOf(draft)).toContain('{{city}}');
});

test('spaces are no message', () => {
  expect(isEmpty({ ...emptyDraft, text: ' \n' })).toBe(true);
  expect(isEmpty(draftOf({ kind: 'image', media: file }))).toBe(false);
});

test('a placeholder goes where the cursor stands, over what is selected', () =>
  expect(insertAt('Hi you!', '{{name}}', 3, 6)).toEqual({ text: 'Hi {{name}}!', cursor: 11 }));

test('a mark is put around what is selected and taken away again', () => {
  expect(wrapAt('a bold b', '*', 2, 6)).toEqual({ text: 'a *bold* b', from: 3, to: 7 });
  expect(wrapAt('a *bold* b', '*', 2, 8).text).toBe('a bold b');
});

test('a template asks before it takes the place of what somebody wrote, and of nothing else', () => {
  const written = { ...emptyDraft, text: 'Mine' };
  expect(isOwn(written, 'Hi! ', [{ kind: 'text', text: 'Theirs' }])).toBe(true);
  expect(isOwn(written, 'Hi! ', [{ kind: 'text', text: 'Mine' }])).toBe(false);
  expect(isOwn({ ...emptyDraft, text: 'Hi! ' }, 'Hi! ', [])).toBe(false);
  expect(isOwn({ ...draftOf({ kind: 'image', media: file }), text: 'Hi! ' }, 'Hi! ', [])).toBe(true);
  expect(isOwn(emptyDraft, undefined, [])).toBe(false);
});

test('an approved template and buttons are kept as they came, and their placeholders are known', () => {
  const template = { name: 'order_ready', language: 'pt_BR', body: ['{{name}}', '12'] };
  const filled = draftOf({ kind: 'template', text: 'Oi {{name}}', template });
  expect(contentOf(filled)).toEqual({ template });
  expect(textsOf(filled)).toContain('{{name}}');

  const buttons = [{ id: 'mon', title: '{{day}}' }];
  const asked = draftOf({ kind: 'interactive', text: 'When?', interactive: { buttons } });
  expect(contentOf(asked)).toEqual({ interactive: { body: 'When?', buttons } });
  expect(textsOf(asked)).toContain('{{day}}');
});
