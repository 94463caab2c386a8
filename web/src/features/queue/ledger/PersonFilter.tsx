import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useFoundPeople, usePerson } from '../calls/people';

/** Finds a person by name or number; the ledger is then theirs. */
export function PersonFilter({ id, onChange }: { id: string | undefined; onChange: (id: string | undefined) => void }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), 250);
  const found = useFoundPeople(wanted);
  const chosen = usePerson(id);
  const people = new Map(
    [...(chosen.data ? [chosen.data] : []), ...(wanted.length > 1 ? (found.data ?? []) : [])].map((one) => [one.id, one]),
  );
  const nameOf = (key: string) => {
    const one = people.get(key);
    return one?.name ?? format.phone(one?.phoneNumber ?? '');
  };
  return (
    <Select
      aria-label={t('filter.person')}
      placeholder={t('filter.person')}
      leftSection={<IconSearch size={16} aria-hidden />}
      data={[...people.keys()].map((value) => ({ value, label: nameOf(value) }))}
      value={id ?? null}
      onChange={(value) => onChange(value ?? undefined)}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={wanted.length > 1 && found.isSuccess ? t('filter.nobody') : t('filter.typeMore')}
      w={250}
      renderOption={({ option }) => (
        <div style={{ minWidth: 0 }}>
          <Text size="sm" truncate>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed">
            {format.phone(people.get(option.value)?.phoneNumber ?? '')}
          </Text>
        </div>
      )}
    />
  );
}
