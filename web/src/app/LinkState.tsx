import { Badge, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLink } from '../lib/realtime';

/** Says when the page no longer hears what happens, and that it comes back by itself. */
export function LinkState() {
  const { t } = useTranslation('app');
  const link = useLink();
  return (
    <div role="status" style={{ display: 'flex' }}>
      {link !== 'connecting' && (
        <Tooltip label={t(`link.${link}About`)}>
          <Badge variant="dot" color={link === 'live' ? 'teal' : 'red'} tt="none" fw={500} data-link={link}>
            {t(`link.${link}`)}
          </Badge>
        </Tooltip>
      )}
    </div>
  );
}
