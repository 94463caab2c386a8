import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty';

export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <main>
      <Empty
        icon={IconMapQuestion}
        title={t('notFound.title')}
        action={
          <Button component={Link} to="/" variant="light">
            {t('notFound.home')}
          </Button>
        }
      >
        {t('notFound.text')}
      </Empty>
    </main>
  );
}
