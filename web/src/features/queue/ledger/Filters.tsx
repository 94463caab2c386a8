import { Button, Checkbox, CloseButton, Group, Select, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSenders } from '../../../lib/senders';
import { filterOf } from './filter';
import { PersonFilter } from './PersonFilter';

const states = [
  'pending',
  'queued',
  'sending',
  'retrying',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'suppressed',
  'expired',
  'cancelled',
  'received',
];
const origins = [
  'api',
  'campaign',
  'broadcast',
  'bulk',
  'test',
  'flow',
  'bot',
  'auto_reply',
  'owner_menu',
  'vendor',
  'opt_out',
  'phone',
  'inbound',
];

interface Props {
  search: Readonly<Record<string, string | undefined>>;
  onChange: (change: Record<string, string | undefined>) => void;
}

/** What the list is narrowed to; all of it stands in the address. */
export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation(['queue', 'ui']);
  const senders = useSenders();
  const choice = (name: string, label: string, all: string, data: { value: string; label: string }[], width: number) => (
    <Select
      aria-label={label}
      placeholder={all}
      data={data}
      value={search[name] ?? null}
      onChange={(value) => onChange({ [name]: value ?? undefined })}
      clearable
      searchable={data.length > 8}
      w={width}
    />
  );
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      aria-label={t(`filter.${name}`)}
      leftSection={
        <Text size="xs" c="dimmed">
          {t(`filter.${name}Short`)}
        </Text>
      }
      leftSectionWidth={46}
      value={search[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.currentTarget.value || undefined })}
      w={168}
    />
  );
  const some = Object.keys(filterOf(search)).length > 0;
  return (
    <Group mb="md" gap="sm">
      <PersonFilter id={search.contact} onChange={(contact) => onChange({ contact })} />
      {choice(
        'state',
        t('column.state'),
        t('allStates'),
        states.map((value) => ({ value, label: t(`ui:state.${value}`) })),
        180,
      )}
      {choice(
        'direction',
        t('filter.direction'),
        t('filter.both'),
        ['out', 'in'].map((value) => ({ value, label: t(`direction.${value}`) })),
        170,
      )}
      {choice(
        'sender',
        t('column.sender'),
        t('allSenders'),
        (senders.data ?? []).map((one) => ({ value: one.id, label: one.name })),
        205,
      )}
      {choice(
        'origin',
        t('column.origin'),
        t('filter.allOrigins'),
        origins.map((value) => ({ value, label: t(`origin.${value}`) })),
        205,
      )}
      <Group gap="xs" wrap="nowrap">
        {day('from')}
        {day('to')}
      </Group>
      <Checkbox
        label={t('filter.noReceipt')}
        checked={search.noReceipt === 'true'}
        onChange={(event) => onChange({ noReceipt: event.currentTarget.checked ? 'true' : undefined })}
      />
      {search.campaign && (
        <Group gap={4}>
          <Text size="sm">{t('filter.oneSending')}</Text>
          <CloseButton size="sm" aria-label={t('filter.anySending')} onClick={() => onChange({ campaign: undefined })} />
        </Group>
      )}
      {some && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={() => onChange(Object.fromEntries(Object.keys(search).map((name) => [name, undefined])))}
        >
          {t('ui:clearFilters')}
        </Button>
      )}
    </Group>
  );
}
