import { Button, Group, MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSegmentChoices, useTags } from '../../lib/audiences';
import { useFormat } from '../../lib/format';
import { type Criteria, isEverybody, nobodyLeftOut } from './criteria';
import { SearchBox } from './SearchBox';
import type { Search } from './useAddress';

/** Search, tags, consent, blocklist and segment: all that is given must hold. */
export function ContactFilters({ criteria, onChange }: { criteria: Criteria; onChange: (change: Search) => void }) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { short } = useFormat();
  const tags = useTags().data ?? [];
  const segments = useSegmentChoices().data ?? [];
  const known = new Map(tags.map(({ tag, contacts }) => [tag, contacts]));
  return (
    <Group gap="xs" mb="md" align="flex-start">
      <SearchBox label={t('search')} value={criteria.q ?? ''} onChange={(q) => onChange({ q })} w={{ base: '100%', sm: 280 }} />
      <MultiSelect
        aria-label={t('tags')}
        placeholder={criteria.tags.length > 0 ? undefined : t('tags')}
        data={[...new Set([...known.keys(), ...criteria.tags])]}
        value={criteria.tags}
        onChange={(chosen) => onChange({ tag: chosen.join(',') })}
        searchable
        clearable
        hidePickedOptions
        limit={50}
        nothingFoundMessage={t('noTag')}
        renderOption={({ option }) => (
          <Group justify="space-between" wrap="nowrap" w="100%">
            <span>{option.value}</span>
            <span style={{ color: 'var(--mantine-color-dimmed)' }}>{short(known.get(option.value) ?? 0)}</span>
          </Group>
        )}
        styles={{ inputField: { minWidth: 32 } }}
        w={{ base: '100%', xs: 240 }}
      />
      <Select
        aria-label={t('consent.title')}
        placeholder={t('consent.title')}
        // As in the column: who is blocked gets nothing, whatever the consent.
        data={[
          ...(['opted_in', 'opted_out', 'unknown'] as const).map((value) => ({ value, label: t(`consent.${value}`) })),
          { value: 'blocked', label: t('ui:state.blocked') },
        ]}
        value={criteria.blocked ? 'blocked' : (criteria.consent ?? null)}
        onChange={(value) =>
          onChange(value === 'blocked' ? { consent: undefined, blocked: 'true' } : { consent: value ?? undefined, blocked: undefined })
        }
        clearable
        flex={{ base: '1 1 140px', sm: '0 0 160px' }}
      />
      {(segments.length > 0 || criteria.segment) && (
        <Select
          aria-label={t('segment')}
          placeholder={t('segment')}
          data={segments.map(({ id, name }) => ({ value: id, label: name }))}
          value={criteria.segment ?? null}
          onChange={(segment) => onChange({ segment: segment ?? undefined })}
          searchable
          clearable
          flex={{ base: '1 1 140px', sm: '0 0 200px' }}
        />
      )}
      {!isEverybody(criteria) && (
        <Button variant="subtle" color="gray" onClick={() => onChange(nobodyLeftOut)}>
          {t('ui:clearFilters')}
        </Button>
      )}
    </Group>
  );
}
