import { expect, test } from 'vitest';
import type { Campaign } from '../calls/campaign';
import { audienceChange, audienceOf, wrongWith } from './audience';

const campaign = (source: object) => ({ audience: { source } }) as unknown as Campaign;

test('an audience that stays is not written down again', () => {
  for (const source of [{ importId: 'i' }, { tags: ['b', 'a'] }, { segmentId: 's' }, { all: true }, { contacts: 3 }, { campaignId: 'c' }]) {
    const known = campaign(source);
    expect(audienceChange(audienceOf(known), known)).toEqual({});
  }
});

test('another audience is', () => {
  const known = campaign({ tags: ['a'] });
  const values = { ...audienceOf(known), tags: ['a', 'b'] };
  expect(audienceChange(values, known)).toEqual({ audience: { tags: ['a', 'b'] } });
  expect(audienceChange({ ...values, kind: 'numbers', numbers: '+5511987654321' }, known)).toEqual({
    contacts: [{ phoneNumber: '+5511987654321' }],
  });
});

test('a file must be imported before it is an audience', () => {
  const values = { ...audienceOf(undefined), importId: 'i' };
  expect(wrongWith({ ...values, importId: null }, undefined)).toBe('noFile');
  expect(wrongWith(values, 'running')).toBe('notImported');
  expect(wrongWith(values, 'completed')).toBeNull();
});

test('an audience names somebody', () => {
  const values = audienceOf(undefined);
  expect(wrongWith({ ...values, kind: 'tags' }, undefined)).toBe('noTags');
  expect(wrongWith({ ...values, kind: 'segment' }, undefined)).toBe('noSegment');
  expect(wrongWith({ ...values, kind: 'numbers' }, undefined)).toBe('noNumbers');
  expect(wrongWith({ ...values, kind: 'numbers', numbers: '+5511987654321\n'.repeat(10_001) }, undefined)).toBe('tooMany');
});
