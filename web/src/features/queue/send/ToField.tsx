import { Autocomplete, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { type Person, useFoundPeople } from '../calls/people';

interface Props {
  value: string;
  error: ReactNode;
  /** The number, and the contact when it is one that was found. */
  onChange: (to: string, person: Person | null) => void;
}

/** A number as one writes it, or a contact found by name. */
export function ToField({ value, error, onChange }: Props) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const [wanted] = useDebouncedValue(value.trim(), 250);
  const found = useFoundPeople(wanted).data ?? [];
  const people = new Map(found.flatMap((one) => (one.phoneNumber ? [[one.phoneNumber as string, one] as const] : [])));
  return (
    <Autocomplete
      label={t('fact.to')}
      description={t('send.toAbout')}
      placeholder="+55 11 98765-4321"
      value={value}
      onChange={(to) => onChange(to, people.get(to) ?? null)}
      data={[...people.keys()]}
      // The server has searched already.
      filter={({ options }) => options}
      error={error}
      required
      data-autofocus
      renderOption={({ option }) => (
        <div style={{ minWidth: 0 }}>
          <Text size="sm" truncate>
            {people.get(option.value)?.name ?? format.phone(option.value)}
          </Text>
          <Text size="xs" c="dimmed">
            {format.phone(option.value)}
          </Text>
        </div>
      )}
    />
  );
}
