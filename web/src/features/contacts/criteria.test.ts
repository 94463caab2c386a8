import { expect, test } from 'vitest';
import { bulkOf, criteriaOf, exportAddress, isEverybody, nobodyLeftOut, queryOf } from './criteria';

test('what the address narrows the list to, an export and a change of many are narrowed to as well', () => {
  const criteria = criteriaOf({ q: ' ana ', tag: 'vip,new', consent: 'unknown', segment: 's', blocked: 'true' });
  const all = { q: 'ana', tag: ['vip', 'new'], consent: 'unknown', segment: 's', blocked: true };
  expect(queryOf(criteria)).toEqual(all);
  expect(exportAddress(criteria)).toBe('/api/contacts/export.csv?q=ana&tag=vip&tag=new&consent=unknown&segment=s&blocked=true');
  const { tag, ...rest } = all;
  expect(bulkOf(criteria)).toEqual({ ...rest, tags: tag });
});

test('those who are not blocked are some, and without any filter everybody is meant', () => {
  expect(isEverybody(criteriaOf({ blocked: 'false' }))).toBe(false);
  expect(exportAddress(criteriaOf({ blocked: 'false' }))).toContain('blocked=false');
  expect(isEverybody(criteriaOf({ ...nobodyLeftOut }))).toBe(true);
  expect(isEverybody(criteriaOf({ blocked: 'perhaps' }))).toBe(true);
});
