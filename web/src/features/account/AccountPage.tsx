import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { Page } from '../../ui/Page';
import { Sections } from '../../ui/Section';
import { LookSection } from './LookSection';
import { PasswordSection } from './PasswordSection';
import { PersonSection } from './PersonSection';
import { PasskeysSection } from './passkeys/PasskeysSection';
import { SecondFactorSection } from './secondFactor/SecondFactorSection';

export default function AccountPage() {
  const { t } = useTranslation('account');
  const me = useMe();
  return (
    <Page title={t('title')} about={t('about')}>
      <Sections>
        {me.role === 'vendor' && (
          <Alert variant="light" color="blue" icon={<IconInfoCircle size={18} aria-hidden />} title={t('vendor.title')}>
            {t('vendor.text')}
          </Alert>
        )}
        <PersonSection />
        <PasswordSection />
        <SecondFactorSection />
        <PasskeysSection />
        <LookSection />
      </Sections>
    </Page>
  );
}
