import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A search that waits until the typing rests. */
export function SearchBox({
  label,
  value,
  onChange,
  w,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  w?: object | number;
}) {
  const { t } = useTranslation('contacts');
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((next: string) => {
    told.current = next;
    onChange(next);
  }, 250);
  // The address changed from elsewhere: the back button, "clear".
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  const write = (next: string) => {
    setText(next);
    tell(next);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      maxLength={100}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => write('')} />}
      styles={{ input: { WebkitAppearance: 'none' } }}
      w={w}
    />
  );
}
