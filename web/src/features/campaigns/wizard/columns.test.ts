import { expect, test } from 'vitest';
import { troubleWith, variableFor, variablesOf } from './columns';

test('a column is called as the server suggests, or by its header, or by its place', () => {
  expect(variableFor({ index: 0, name: 'City', suggestion: 'variables.city' })).toBe('variables.city');
  expect(variableFor({ index: 0, name: 'Código do cupom', suggestion: 'name' })).toBe('variables.codigo_do_cupom');
  expect(variableFor({ index: 2, name: '2024', suggestion: null })).toBe('variables.column_3');
  expect(variableFor({ index: 2 })).toBe('variables.column_3');
});

test('exactly one column has the numbers, and no two columns fill the same field', () => {
  expect(troubleWith(['name', null])).toBe('noPhone');
  expect(troubleWith(['phone', 'name', 'name'])).toBe('twice');
  expect(troubleWith(['phone', null, null, 'variables.x'])).toBeNull();
});

test('the variables of a file are what its columns became', () => expect(variablesOf(['phone', 'variables.city', null])).toEqual(['city']));
