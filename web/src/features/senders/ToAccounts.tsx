import { Button } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** To where business accounts are added, and given new tokens. */
export function ToAccounts({ size }: { size?: 'compact-sm' }) {
  const { t } = useTranslation('senders');
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<IconBuildingStore size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/settings" search={{ tab: 'cloud' }} {...props} />}
    >
      {t('business.settings')}
    </Button>
  );
}
