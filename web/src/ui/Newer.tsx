import { Button, type ButtonProps } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { useFreshList } from '../lib/freshList';

/** Beside a long list, while there is something newer than what is shown. */
export function Newer({ list, ...props }: { list: ReturnType<typeof useFreshList> } & ButtonProps) {
  const { t } = useTranslation('ui');
  if (!list.old) return null;
  return (
    <Button variant="subtle" size="xs" leftSection={<IconRefresh size={14} aria-hidden />} onClick={list.refresh} {...props}>
      {t('newer')}
    </Button>
  );
}
