import { expect, test } from 'vitest';
import { readNumbers } from './numbers';

test('numbers are read from lines and from lists', () =>
  expect(readNumbers('+55 11 98765-4321\n(21) 99876-5432; 5531987654321').numbers).toEqual([
    '+55 11 98765-4321',
    '(21) 99876-5432',
    '5531987654321',
  ]));

test('a header and names beside the numbers are left out', () =>
  expect(readNumbers('phone,name\n5511987654321,"Lima, Ana"\n5521998765432,Beto 2').numbers).toEqual(['5511987654321', '5521998765432']));

test('a number that stands twice is taken once and counted', () =>
  expect(readNumbers('+55 11 98765-4321\n5511987654321')).toEqual({ numbers: ['+55 11 98765-4321'], repeated: 1 }));

test('nothing is nobody', () => expect(readNumbers(' \n,;').numbers).toEqual([]));
