import { expect, test } from 'vitest';
import { peopleOf, readRecipients, variablesOf } from './recipients';

test('numbers are read one a line, or with commas between them', () => {
  expect(readRecipients('+55 11 98765-4321\n\n(21) 99876-5432\n').recipients).toEqual([
    { to: '+55 11 98765-4321' },
    { to: '(21) 99876-5432' },
  ]);
  expect(readRecipients('5511987654321, 5521998765432').recipients).toHaveLength(2);
});

test('a name may stand behind the number', () =>
  expect(readRecipients('5511987654321; Ana Lima').recipients).toEqual([{ to: '5511987654321', name: 'Ana Lima' }]));

test('a first line without a number names the columns, wherever the number stands', () => {
  const { recipients, variables } = readRecipients(
    'Nome\tCelular\tPedido nº\tCidade\nAna\t5511987654321\tA-1\tRecife\nBeto\t5521998765432\t\tNatal',
  );
  expect(variables).toEqual(['pedido_nº', 'cidade']);
  expect(recipients[0]).toEqual({ to: '5511987654321', name: 'Ana', variables: { pedido_nº: 'A-1', cidade: 'Recife' } });
  expect(recipients[1]).toEqual({ to: '5521998765432', name: 'Beto', variables: { cidade: 'Natal' } });
});

test('a quoted cell may hold the separator and quotes', () =>
  expect(readRecipients('phone,name,said\n5511987654321,"Lima, Ana","""oi"""').recipients[0]).toEqual({
    to: '5511987654321',
    name: 'Lima, Ana',
    variables: { said: '"oi"' },
  }));

test('a number that stands twice is counted, however it is written, and is one person', () => {
  const given = readRecipients('+55 11 98765-4321\n5511987654321\n5521998765432');
  expect(given.repeated).toBe(1);
  expect(peopleOf(given)).toBe(2);
});

test('a line without a number is named', () => {
  const { recipients, unread } = readRecipients('5511987654321\nAna Lima\n\nBeto');
  expect(recipients).toHaveLength(1);
  expect(unread).toEqual({ first: 2, count: 2 });
});

test('a header alone and nothing at all are nobody', () => {
  expect(readRecipients('phone,name').recipients).toEqual([]);
  expect(readRecipients(' \n ').recipients).toEqual([]);
});

test('what one recipient brings fills in the text', () =>
  expect(variablesOf({ to: '+5511', name: 'Ana', variables: { city: 'Recife' } })).toEqual({
    phone: '+5511',
    name: 'Ana',
    city: 'Recife',
  }));
