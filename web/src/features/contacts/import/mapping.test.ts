import { describe, expect, it } from 'vitest';
import {
  asRead,
  choose,
  chooseVariable,
  fieldsOf,
  isComplete,
  isVariableName,
  lacksCountry,
  nameVariable,
  troubleAt,
  variableName,
} from './mapping';

describe('a file’s mapping', () => {
  it('moves a field to the column that is chosen for it and leaves the former one out', () => {
    expect(choose(['phone', 'name', null], 2, 'phone')).toEqual([null, 'name', 'phone']);
  });

  it('lets any number of columns be left out', () => {
    expect(choose(['phone', null, 'name'], 2, null)).toEqual(['phone', null, null]);
  });

  it('names a variable after the header, without accents, spaces and signs', () => {
    expect(variableName('Último Pedido (R$)', 3)).toBe('ultimo_pedido_r');
    expect(variableName('***', 3)).toBe('column_4');
    expect(variableName(null, 0)).toBe('column_1');
    expect(variableName('x'.repeat(90), 0)).toHaveLength(64);
  });

  it('gives two columns of the same header different variables', () => {
    const mapping = chooseVariable(['phone', 'variables.city', null], 2, 'City');
    expect(mapping).toEqual(['phone', 'variables.city', 'variables.city_2']);
    expect(isComplete(mapping)).toBe(true);
  });

  it('keeps a column’s variable when it is chosen again', () => {
    expect(chooseVariable(['phone', 'variables.city'], 1, 'City')).toEqual(['phone', 'variables.city']);
  });

  it('says what is wrong with a variable’s name', () => {
    const of = (name: string) => troubleAt(nameVariable(['phone', null, 'variables.city'], 1, name), 1);
    expect(of('')).toBe('nameEmpty');
    expect(of('first name')).toBe('nameWrong');
    expect(of('-x')).toBe('nameWrong');
    expect(of('city')).toBe('nameTaken');
    expect(of('zip')).toBeUndefined();
    expect(isVariableName('código_1-a')).toBe(true);
  });

  it('is complete with one column of numbers and no trouble', () => {
    expect(isComplete(['name', null])).toBe(false);
    expect(isComplete(['phone', 'variables.'])).toBe(false);
    expect(isComplete(['phone', 'variables.city', null])).toBe(true);
  });

  it('notices numbers without a country code', () => {
    const rows = (...cells: string[]) => cells.map((cell) => ['Ana', cell]);
    expect(lacksCountry([null, 'phone'], rows('+55 11 98765-4321', '0055 11 98765-4321', "'+5511987654321", ''))).toBe(false);
    expect(lacksCountry([null, 'phone'], rows('5511987654321@c.us'))).toBe(false);
    expect(lacksCountry([null, 'phone'], rows('+5511987654321', '(11) 98765-4321'))).toBe(true);
    expect(lacksCountry(['name', null], rows('11987654321'))).toBe(false);
  });

  it('shows the first rows as they will be read, short rows filled up', () => {
    expect(asRead(['phone', null, 'variables.city'], [['+551', 'x', 'Recife'], ['+552']])).toEqual({
      fields: ['phone', 'variables.city'],
      rows: [
        ['+551', 'Recife'],
        ['+552', ''],
      ],
    });
  });

  it('takes numbers and reasons from a file for the blocklist, nothing else', () => {
    expect(fieldsOf('blocklist')).toEqual(['phone', 'reason']);
  });
});
