import { describe, expect, it } from 'vitest';
import { fields, hasOpposite, operandOf } from './fields';
import {
  ask,
  type Condition,
  type Filter,
  fromFilter,
  type Group,
  isComplete,
  lacking,
  newCondition,
  newGroup,
  replace,
  toFilter,
} from './tree';

const again = (filter: Filter) => {
  const root = fromFilter(filter);
  return root && toFilter(root);
};

describe('a segment’s filter in the editor', () => {
  it('comes back as it was, for the example of the documentation', () => {
    const filter = {
      and: [
        { field: 'tags', op: 'any', values: ['vip', 'wholesale'] },
        { field: 'lastInbound', op: 'within_days', value: 90 },
        { not: { field: 'variables.city', op: 'equals', value: 'Recife' } },
      ],
    };
    expect(again(filter)).toEqual(filter);
  });

  it('comes back as it was with groups within groups', () => {
    const filter = {
      or: [
        {
          and: [
            { field: 'phone', op: 'country', values: ['BR'] },
            {
              not: {
                or: [
                  { field: 'name', op: 'missing' },
                  { field: 'consent', op: 'any', values: ['unknown'] },
                ],
              },
            },
          ],
        },
        { field: 'variables.points', op: 'gte', value: 12.5 },
      ],
    };
    expect(again(filter)).toEqual(filter);
  });

  it('comes back for every field and operator that there is', () => {
    const value: Record<string, object> = {
      nothing: {},
      text: { value: 'Ana' },
      texts: { values: ['a', 'b'] },
      number: { value: -3 },
      moment: { value: '2026-01-31T09:00:00Z' },
      day: { value: '2026-01-31' },
      days: { value: 30 },
      campaign: { value: '01a21b82-414a-7000-9b87-7eb6e044acdd' },
      imports: { values: ['01a21b82-414a-7000-9b87-7eb6e044acdd'] },
      consents: { values: ['opted_in'] },
      numberStart: { value: '+5511' },
      countries: { values: ['BR'] },
    };
    for (const [field, operators] of Object.entries(fields))
      for (const [op, operand] of Object.entries(operators)) {
        const filter = { and: [{ field: field === 'variables' ? 'variables.x' : field, op, ...value[operand] }] };
        expect(again(filter)).toEqual(filter);
        expect(isComplete(fromFilter(filter) as Group)).toBe(true);
      }
  });

  it('puts a lone condition into a group, which means the same', () => {
    expect(again({ field: 'tags', op: 'any', values: ['vip'] })).toEqual({ and: [{ field: 'tags', op: 'any', values: ['vip'] }] });
    expect(again({ not: { field: 'name', op: 'exists' } })).toEqual({ and: [{ not: { field: 'name', op: 'exists' } }] });
  });

  it('takes two negations for none', () => {
    expect(again({ not: { not: { or: [{ field: 'name', op: 'exists' }] } } })).toEqual({ or: [{ field: 'name', op: 'exists' }] });
  });

  it('means everybody when nothing is written, also by groups without conditions', () => {
    expect(again({})).toEqual({});
    expect(toFilter(newGroup([newGroup(), newGroup([newGroup()])]))).toEqual({});
  });

  it('is not shown when it holds what the page does not know, rather than losing it', () => {
    expect(fromFilter({ and: [{ field: 'shoeSize', op: 'equals', value: '42' }] })).toBeUndefined();
    expect(fromFilter({ and: [{ field: 'name', op: 'sounds_like', value: 'Ana' }] })).toBeUndefined();
    expect(fromFilter({ xor: [] })).toBeUndefined();
    expect(fromFilter({ and: [], or: [] })).toBeUndefined();
  });
});

describe('a condition', () => {
  const with_ = (field: string, op: string, rest: Partial<Condition>) => lacking({ ...newCondition(field, op), ...rest });

  it('says what it lacks', () => {
    expect(with_('tags', 'any', {})).toBe('values');
    expect(with_('lastInbound', 'within_days', { value: '0' })).toBe('days');
    expect(with_('lastInbound', 'within_days', { value: '30' })).toBeUndefined();
    expect(with_('created', 'after', { value: '' })).toBe('date');
    expect(with_('phone', 'starts_with', { value: '5511' })).toBe('numberStart');
    expect(with_('variables', 'gt', { variable: 'points', value: '1e' })).toBe('number');
    expect(with_('variables', 'gt', { variable: 'first name', value: '1' })).toBe('variable');
    expect(with_('name', 'missing', {})).toBeUndefined();
  });

  it('keeps what was written when the new question takes the same', () => {
    const condition = { ...newCondition('variables', 'equals'), variable: 'city', value: 'Recife' };
    expect(ask(condition, 'variables', 'contains')).toMatchObject({ variable: 'city', value: 'Recife' });
    expect(ask(condition, 'variables', 'gt')).toMatchObject({ variable: 'city', value: '' });
    expect(ask(condition, 'name', undefined)).toMatchObject({ field: 'name', op: 'contains', variable: '', value: '' });
  });

  it('offers its negation only where the grammar has no word for the opposite', () => {
    expect(hasOpposite('tags', 'any')).toBe(true);
    expect(hasOpposite('language', 'any')).toBe(false);
    expect(hasOpposite('name', 'contains')).toBe(false);
    expect(hasOpposite('campaign', 'read')).toBe(true);
    expect(operandOf('name', 'any')).toBeUndefined();
  });
});

describe('the lines of the editor', () => {
  it('are changed and taken out wherever they stand, and nothing else moves', () => {
    const inner = newCondition('name', 'exists');
    const beside = newCondition('name', 'missing');
    const root = newGroup([beside, newGroup([inner], 'any')]);
    expect(toFilter(replace(root, inner.id, (node) => ({ ...node, negated: true })))).toEqual({
      and: [{ field: 'name', op: 'missing' }, { or: [{ not: { field: 'name', op: 'exists' } }] }],
    });
    expect(toFilter(replace(root, inner.id, () => undefined))).toEqual({ and: [{ field: 'name', op: 'missing' }] });
  });
});
