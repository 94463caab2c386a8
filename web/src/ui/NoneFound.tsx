import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from './Empty';

/** A list that its filters leave empty, with the way out. */
export function NoneFound({ title, onClear, children }: { title: string; onClear: () => void; children?: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <Empty
      icon={IconSearch}
      title={title}
      action={
        <Button variant="default" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      }
    >
      {children}
    </Empty>
  );
}
