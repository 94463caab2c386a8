import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Frame } from './Frame';

/** Where somebody ends who proved who they are, but has no business here. */
export default function AccessDeniedPage() {
  const { t } = useTranslation('sign-in');
  return (
    <Frame title={t('denied.title')} about={t('denied.about')}>
      <Button component={Link} to="/sign-in" variant="light" fullWidth>
        {t('denied.back')}
      </Button>
    </Frame>
  );
}
