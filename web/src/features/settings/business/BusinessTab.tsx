import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Asked, Lines } from '../../../ui/Asked';
import { useTenant } from './calls';
import { RulesForm } from './RulesForm';

export function BusinessTab() {
  const { t } = useTranslation('settings');
  const query = useTenant();
  return (
    <>
      <VisuallyHidden component="h2">{t('tab.business')}</VisuallyHidden>
      <Asked query={query} loading={<Lines count={8} height={32} />}>
        {(tenant) => <RulesForm key={tenant.id} tenant={tenant} />}
      </Asked>
    </>
  );
}
