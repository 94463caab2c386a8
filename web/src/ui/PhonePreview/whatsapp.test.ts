import { expect, test } from 'vitest';
import { formatText, type Node } from './whatsapp';

const tags = { bold: 'b', italic: 'i', strike: 's', code: 'c', mono: 'm' };
const html = (nodes: Node[]): string =>
  nodes
    .map((node) =>
      'text' in node ? node.text : 'link' in node ? `[${node.link}]` : `<${tags[node.mark]}>${html(node.nodes)}</${tags[node.mark]}>`,
    )
    .join('');
const drawn = (text: string) => html(formatText(text));

test('the four marks are drawn', () =>
  expect(drawn('*bold* _italic_ ~strike~ ```mono``` `code`')).toBe('<b>bold</b> <i>italic</i> <s>strike</s> <m>mono</m> <c>code</c>'));

test('marks nest', () => expect(drawn('*bold and _both_*')).toBe('<b>bold and <i>both</i></b>'));

test('a mark within a word is a letter like others', () => {
  expect(drawn('2*3*4 and snake_case_name')).toBe('2*3*4 and snake_case_name');
  expect(drawn('*bold*er')).toBe('*bold*er');
});

test('a mark beside a space opens and closes nothing', () => expect(drawn('* a * and 5 * 6')).toBe('* a * and 5 * 6'));

test('a mark ends on its line, a fence may go on', () => {
  expect(drawn('*a\nb*')).toBe('*a\nb*');
  expect(drawn('```a\n*b*```')).toBe('<m>a\n*b*</m>');
});

test('a mark that never closes stays as it is', () => {
  expect(drawn('*a')).toBe('*a');
  expect(drawn('```a')).toBe('```a');
  expect(drawn('**')).toBe('**');
});

test('punctuation may stand beside a mark', () => expect(drawn('(*now*!)')).toBe('(<b>now</b>!)'));

test('an address is a link, with its underscores and without the full stop after it', () =>
  expect(drawn('See https://a.example/x_y_z. Bye')).toBe('See [https://a.example/x_y_z]. Bye'));
