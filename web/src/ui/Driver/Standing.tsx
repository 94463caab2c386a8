import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../State.module.css';
import { standing } from './driverName';

const colors = { official: 'teal', unofficial: 'orange', tryout: 'gray' } as const;

/** Whether WhatsApp permits the driver. */
export function Standing({ of }: { of: string }) {
  const { t } = useTranslation('ui/Driver');
  const how = standing(of);
  return (
    <Badge size="sm" radius="sm" className={classes.state} variant="light" color={colors[how]} tt="none" fw={600} style={{ flexShrink: 0 }}>
      {t(how)}
    </Badge>
  );
}
