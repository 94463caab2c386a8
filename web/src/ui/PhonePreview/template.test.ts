import { expect, test } from 'vitest';
import { fill, missingIn, parseTemplate, placeholdersIn } from './template';

const read = (text: string, variables = {}) =>
  fill(parseTemplate(text), variables)
    .map((piece) => (piece.kind === 'missing' ? `<${piece.text}>` : piece.text))
    .join('');

test('a placeholder gets its value', () => expect(read('Hi {{ name }}!', { name: 'Ana' })).toBe('Hi Ana!'));

test('a default stands in for what is missing or blank', () => {
  expect(read('Hi {{name|there}}!')).toBe('Hi there!');
  expect(read('Hi {{name|there}}!', { name: '  ' })).toBe('Hi there!');
  expect(read('Hi {{name|}}!')).toBe('Hi !');
});

test('what has neither a value nor a default is missing', () => {
  expect(read('Hi {{name}}, {{code}}', { code: 7 })).toBe('Hi <name>, 7');
  expect(missingIn('{{a}} {{b|x}} {{a}} {{c}}', { c: '' })).toEqual(['a', 'c']);
});

test('paths go into objects and lists', () =>
  expect(read('{{order.total}} {{items.1}} {{ok}}', { order: { total: 9.5 }, items: ['x', 'y'], ok: true })).toBe('9.5 y true'));

test('an object is no value', () => expect(missingIn('{{order}}', { order: {} })).toEqual(['order']));

test('nothing is found on what every object inherits', () => expect(missingIn('{{constructor.name}}', {})).toEqual(['constructor.name']));

test('braces that are no placeholder stay as they are written', () => {
  for (const text of ['{{ }}', '{{1+1}}', '{{', '}} {{', '{{a..b}}', '{{a.}}', '{{-a}}']) expect(read(text)).toBe(text);
  expect(read('{{ {{name}}', { name: 'Ana' })).toBe('{{ Ana');
});

test('a placeholder is required when it stands once without a default', () =>
  expect(placeholdersIn('{{name|you}} {{code|}} {{code}}')).toEqual([
    { path: 'name', required: false },
    { path: 'code', required: true },
  ]));
