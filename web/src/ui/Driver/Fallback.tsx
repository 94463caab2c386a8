import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../State.module.css';

/** The driver is the one that a sender falls back to. */
export function Fallback() {
  const { t } = useTranslation('ui');
  return (
    <Badge className={classes.state} size="sm" radius="sm" variant="light" color="violet" tt="none" fw={600} style={{ flexShrink: 0 }}>
      {t('fallback')}
    </Badge>
  );
}
