import { expect, test } from 'vitest';
import { givenFor, readNumbers } from './numbers';

test('one number a line', () =>
  expect(readNumbers('+55 11 98765-4321\n\n (21) 98888-7777 \n').people).toEqual([
    { phoneNumber: '+55 11 98765-4321' },
    { phoneNumber: '(21) 98888-7777' },
  ]));

test('numbers with commas between them', () =>
  expect(readNumbers('+5511987654321, +5511987654322').people.map((one) => one.phoneNumber)).toEqual(['+5511987654321', '+5511987654322']));

test('a name behind the number', () =>
  expect(readNumbers('+5511987654321; Ana Souza').people).toEqual([{ phoneNumber: '+5511987654321', name: 'Ana Souza' }]));

test('a first line of words names the columns, and what is neither number nor name is a variable', () => {
  const { people, variables } = readNumbers('Nome\tTelefone\tCódigo do cupom\nAna\t11987654321\tX1\nBia\t11987654322\t');
  expect(people).toEqual([
    { phoneNumber: '11987654321', name: 'Ana', variables: { codigo_do_cupom: 'X1' } },
    { phoneNumber: '11987654322', name: 'Bia' },
  ]);
  expect(variables).toEqual(['codigo_do_cupom']);
});

test('nothing is nobody', () => expect(readNumbers(' \n ')).toEqual({ people: [], variables: [] }));

test('a recipient is found again by the last digits', () => {
  const people = [{ phoneNumber: '(11) 98765-4321' }, { phoneNumber: '12' }];
  expect(givenFor(people, '+5511987654321')).toBe(people[0]);
  expect(givenFor(people, '+5511900000012')).toBeUndefined();
});
