import { Select, SimpleGrid, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTags } from '../../../lib/audiences';
import { regions } from '../../../lib/regions';
import type { Target } from './getImport';

/** What goes for every row of the file. */
export interface ForAll {
  /** Null: as the tenant has it. */
  region: string | null;
  tags: string[];
  consent: 'opted_in' | 'opted_out' | null;
  evidence: string;
  reason: string;
}

export const nothingForAll: ForAll = { region: null, tags: [], consent: null, evidence: '', reason: '' };

/** Opting people in needs to say how one knows. */
export const forAllProblem = (value: ForAll): 'evidence' | undefined =>
  value.consent === 'opted_in' && value.evidence.trim() === '' ? 'evidence' : undefined;

interface Props {
  target: Target;
  value: ForAll;
  onChange: (value: ForAll) => void;
  problem: 'evidence' | undefined;
}

export function ForAllFields({ target, value, onChange, problem }: Props) {
  const { t, i18n } = useTranslation('contacts');
  const known = useTags().data ?? [];
  const change = (part: Partial<ForAll>) => onChange({ ...value, ...part });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Select
        label={t('map.country')}
        description={t('map.countryAbout')}
        data={regions(i18n.language)}
        value={value.region}
        onChange={(region) => change({ region })}
        searchable
        clearable
        placeholder={t('map.countryNone')}
      />
      {target === 'blocklist' ? (
        <TextInput
          label={t('blocklist.reason')}
          description={t('map.reasonAbout')}
          value={value.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          maxLength={200}
        />
      ) : (
        <>
          <TagsInput
            label={t('map.tags')}
            description={t('map.tagsAbout')}
            data={known.map(({ tag }) => tag)}
            value={value.tags}
            onChange={(tags) => change({ tags })}
            maxTags={50}
            splitChars={[',', ';', '|']}
          />
          <Select
            label={t('consent.title')}
            description={t('map.consentAbout')}
            data={[
              { value: 'opted_in', label: t('map.optIn') },
              { value: 'opted_out', label: t('map.optOut') },
            ]}
            placeholder={t('map.consentNone')}
            value={value.consent}
            onChange={(consent) => change({ consent: consent as ForAll['consent'] })}
            clearable
          />
          {value.consent && (
            <Textarea
              label={t('consent.evidence')}
              description={t('consent.evidenceAbout')}
              required={value.consent === 'opted_in'}
              value={value.evidence}
              onChange={(event) => change({ evidence: event.currentTarget.value })}
              maxLength={1000}
              autosize
              minRows={1}
              error={problem === 'evidence' && t('consent.evidenceMissing')}
            />
          )}
        </>
      )}
    </SimpleGrid>
  );
}
