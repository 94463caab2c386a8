import { Anchor, Select, Text, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useEarlierImports, useSegmentChoices, useTags } from '../../../lib/audiences';
import { useFormat } from '../../../lib/format';
import { Asked } from '../../../ui/Asked';
import { TagsSelect } from '../../../ui/TagsSelect';
import { readNumbers } from '../numbers';

export type Source = 'numbers' | 'tags' | 'segment' | 'file' | 'all';

export interface People {
  source: Source;
  numbers: string;
  tags: string[];
  segmentId: string | null;
  importId: string | null;
}

/** Whom it is made of, as the server is told; numbers are given beside. */
export function audienceOf({ source, tags, segmentId, importId }: People): Schema<'BroadcastAudience'> {
  switch (source) {
    case 'tags':
      return { tags };
    case 'segment':
      return { segmentId };
    case 'file':
      return { importId };
    default:
      return { all: true };
  }
}

interface Props {
  people: People;
  error: ReactNode;
  onChange: (people: People) => void;
}

/** Whom the list is made of. */
export function PeopleFields({ people, error, onChange }: Props) {
  const { t } = useTranslation('broadcasts');
  if (people.source === 'numbers')
    return <Numbers value={people.numbers} error={error} onChange={(numbers) => onChange({ ...people, numbers })} />;
  if (people.source === 'tags') return <Tags value={people.tags} error={error} onChange={(tags) => onChange({ ...people, tags })} />;
  if (people.source === 'segment')
    return <Segment value={people.segmentId} error={error} onChange={(segmentId) => onChange({ ...people, segmentId })} />;
  if (people.source === 'file')
    return <File value={people.importId} error={error} onChange={(importId) => onChange({ ...people, importId })} />;
  return (
    <Text size="sm" c="dimmed">
      {t('form.allAbout')}
    </Text>
  );
}

function Numbers({ value, error, onChange }: { value: string; error: ReactNode; onChange: (value: string) => void }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const { numbers, repeated } = useMemo(() => readNumbers(value), [value]);
  return (
    <>
      <Textarea
        aria-label={t('form.numbers')}
        description={t('form.numbersAbout')}
        placeholder={'+55 11 98765-4321\n+55 21 99876-5432'}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        autosize
        minRows={5}
        maxRows={12}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Text size="xs" c="dimmed" mt={6} role="status">
        {numbers.length > 0 && t('form.numbersRead', { count: numbers.length, n: format.number(numbers.length) })}
        {repeated > 0 && ` · ${t('form.numbersRepeated', { count: repeated, n: format.number(repeated) })}`}
      </Text>
    </>
  );
}

function Tags({ value, error, onChange }: { value: string[]; error: ReactNode; onChange: (value: string[]) => void }) {
  const { t } = useTranslation('broadcasts');
  const tags = useTags();
  return (
    <Asked query={tags}>
      {(list) =>
        list.length === 0 ? (
          <Nothing about={t('form.noTags')} to="/contacts" go={t('form.toContacts')} />
        ) : (
          <TagsSelect
            known={list}
            aria-label={t('form.source.tags')}
            description={t('form.tagsAbout')}
            placeholder={value.length === 0 ? t('form.tagsChoose') : undefined}
            value={value}
            onChange={onChange}
            error={error}
          />
        )
      }
    </Asked>
  );
}

function Segment({ value, error, onChange }: { value: string | null; error: ReactNode; onChange: (value: string | null) => void }) {
  const { t } = useTranslation('broadcasts');
  const segments = useSegmentChoices();
  return (
    <Asked query={segments}>
      {(list) =>
        list.length === 0 ? (
          <Nothing about={t('form.noSegments')} to="/segments" go={t('form.toSegments')} />
        ) : (
          <Select
            aria-label={t('form.source.segment')}
            description={t('form.segmentAbout')}
            placeholder={t('form.segmentChoose')}
            data={list.map((one) => ({ value: one.id, label: one.name }))}
            value={value}
            onChange={onChange}
            error={error}
            searchable
          />
        )
      }
    </Asked>
  );
}

function File({ value, error, onChange }: { value: string | null; error: ReactNode; onChange: (value: string | null) => void }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const imports = useEarlierImports();
  return (
    <Asked query={imports}>
      {(list) =>
        list.length === 0 ? (
          <Nothing about={t('form.noFiles')} to="/contacts/import" go={t('form.toImport')} />
        ) : (
          <Select
            aria-label={t('form.source.file')}
            description={t('form.fileAbout')}
            placeholder={t('form.fileChoose')}
            data={list.map((one) => ({ value: one.id, label: `${one.fileName} · ${format.date(one.createdAt)}` }))}
            value={value}
            onChange={onChange}
            error={error}
            searchable
          />
        )
      }
    </Asked>
  );
}

function Nothing({ about, to, go }: { about: string; to: '/contacts' | '/contacts/import' | '/segments'; go: string }) {
  return (
    <Text size="sm" c="dimmed">
      {about}{' '}
      <Anchor inherit renderRoot={(props) => <Link to={to} {...props} />}>
        {go}
      </Anchor>
    </Text>
  );
}
