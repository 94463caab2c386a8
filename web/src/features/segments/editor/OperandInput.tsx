import { MultiSelect, NumberInput, Select, TagsInput, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTags } from '../../../lib/audiences';
import { useFormat } from '../../../lib/format';
import { regions } from '../../../lib/regions';
import { useCampaignChoices, useImportChoices } from './choices';
import { operandOf } from './fields';
import type { Condition } from './tree';

interface Props {
  condition: Condition;
  onChange: (condition: Condition) => void;
  error: string | undefined;
}

/** What an operator takes, in the input that suits it. */
export function OperandInput({ condition, onChange, error }: Props) {
  const { t, i18n } = useTranslation('segments');
  const { value, values, field } = condition;
  const operand = operandOf(field, condition.op);
  const write = (next: string) => onChange({ ...condition, value: next });
  const list = (next: string[]) => onChange({ ...condition, values: next });
  const common = { 'aria-label': t('valueLabel'), error };

  switch (operand) {
    case 'text':
      return <TextInput {...common} value={value} maxLength={500} onChange={(event) => write(event.currentTarget.value)} />;
    case 'numberStart':
      return (
        <TextInput
          {...common}
          value={value}
          placeholder="+5511"
          maxLength={16}
          onChange={(event) => write(event.currentTarget.value.replace(/[^\d+]/g, ''))}
        />
      );
    case 'number':
      return (
        <TextInput {...common} value={value} inputMode="decimal" onChange={(event) => write(event.currentTarget.value.replace(',', '.'))} />
      );
    case 'days':
      return (
        <NumberInput
          {...common}
          value={value}
          min={1}
          max={3650}
          allowDecimal={false}
          rightSection={<Text size="xs">{t('daysUnit')}</Text>}
          rightSectionWidth={48}
          onChange={(next) => write(String(next))}
        />
      );
    case 'moment':
    case 'day':
      return <TextInput {...common} type="date" value={value.slice(0, 10)} onChange={(event) => write(event.currentTarget.value)} />;
    case 'consents':
      return (
        <MultiSelect
          {...common}
          data={['opted_in', 'opted_out', 'unknown'].map((one) => ({ value: one, label: t(`consent.${one}`) }))}
          value={[...values]}
          onChange={list}
        />
      );
    case 'countries':
      return (
        <MultiSelect
          {...common}
          data={regions(i18n.language)}
          value={[...values]}
          onChange={list}
          searchable
          hidePickedOptions
          limit={300}
        />
      );
    case 'campaign':
      return <CampaignInput {...common} value={value} onChange={write} />;
    case 'imports':
      return <ImportsInput {...common} values={values} onChange={list} />;
    case 'texts':
      if (field === 'timeZone')
        return (
          <MultiSelect {...common} data={Intl.supportedValuesOf('timeZone')} value={[...values]} onChange={list} searchable limit={30} />
        );
      return <WordsInput {...common} tags={field === 'tags'} values={values} onChange={list} />;
    default:
      return null;
  }
}

function WordsInput({
  tags,
  values,
  onChange,
  ...common
}: {
  tags: boolean;
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const { t } = useTranslation('segments');
  const known = useTags().data ?? [];
  return (
    <TagsInput
      {...common}
      data={tags ? known.map(({ tag }) => tag) : []}
      value={[...values]}
      onChange={onChange}
      placeholder={values.length === 0 ? t(tags ? 'chooseTags' : 'writeWords') : undefined}
      acceptValueOnBlur
    />
  );
}

function CampaignInput({ value, onChange, ...common }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('segments');
  const { date } = useFormat();
  const campaigns = useCampaignChoices(true);
  const data = campaigns.map(({ id, name, createdAt }) => ({ value: id, label: `${name} · ${date(createdAt)}` }));
  // One that is gone, or older than the list goes, keeps its place.
  if (value && !data.some((one) => one.value === value)) data.push({ value, label: t('anotherCampaign') });
  return (
    <Select
      {...common}
      data={data}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      searchable
      placeholder={t('chooseCampaign')}
    />
  );
}

function ImportsInput({ values, onChange, ...common }: { values: readonly string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation('segments');
  const { date } = useFormat();
  const data = useImportChoices(true).map(({ id, fileName, createdAt }) => ({ value: id, label: `${fileName} · ${date(createdAt)}` }));
  for (const value of values) if (!data.some((one) => one.value === value)) data.push({ value, label: t('anotherImport') });
  return (
    <MultiSelect
      {...common}
      data={data}
      value={[...values]}
      onChange={onChange}
      searchable
      placeholder={values.length === 0 ? t('chooseImports') : undefined}
    />
  );
}
