import { describe, expect, it } from 'vitest';
import { changesOf, rowsOf, troubleIn } from './variables';

describe('a person’s variables', () => {
  const before = { city: 'Recife', points: 12, address: { zip: '50000' } };

  it('send nothing when nothing was changed', () => {
    expect(changesOf(before, rowsOf(before))).toEqual({});
  });

  it('send only what differs, and null for what was taken away', () => {
    const rows = rowsOf(before).map((row) => (row.name === 'city' ? { ...row, text: 'Olinda' } : row));
    expect(
      changesOf(
        before,
        rows.filter((row) => row.name !== 'points'),
      ),
    ).toEqual({ city: 'Olinda', points: null });
  });

  it('keep numbers numbers, and take a word for a word', () => {
    const write = (text: string) =>
      changesOf(
        before,
        rowsOf(before).map((row) => (row.name === 'points' ? { ...row, text } : row)),
      );
    expect(write('13')).toEqual({ points: 13 });
    expect(write('many')).toEqual({ points: 'many' });
  });

  it('keep an object an object as long as it is one', () => {
    const write = (text: string) =>
      changesOf(
        before,
        rowsOf(before).map((row) => (row.name === 'address' ? { ...row, text } : row)),
      );
    expect(write('{"zip":"1"}')).toEqual({ address: { zip: '1' } });
    expect(write('Rua 1')).toEqual({ address: 'Rua 1' });
  });

  it('take a new number for a text, as an import does', () => {
    expect(changesOf({}, [{ id: 0, name: 'code', text: '0042' }])).toEqual({ code: '0042' });
  });

  it('rename by removing the old name and setting the new one', () => {
    const rows = rowsOf({ city: 'Recife' }).map((row) => ({ ...row, name: 'town' }));
    expect(changesOf({ city: 'Recife' }, rows)).toEqual({ city: null, town: 'Recife' });
  });

  it('say which names cannot be', () => {
    const trouble = troubleIn([
      { id: 1, name: 'city', text: 'a' },
      { id: 2, name: 'city', text: 'b' },
      { id: 3, name: 'first name', text: 'c' },
      { id: 4, name: '', text: 'd' },
      { id: 5, name: '', text: '' },
    ]);
    expect([...trouble]).toEqual([
      [2, 'nameTaken'],
      [3, 'nameWrong'],
      [4, 'nameEmpty'],
    ]);
  });
});
