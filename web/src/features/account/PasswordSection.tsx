import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { Section } from '../../ui/Section';
import { ChangePassword } from './password/ChangePassword';
import { SetPassword } from './password/SetPassword';

export function PasswordSection() {
  const { t } = useTranslation('account');
  const has = useMe().user?.hasPassword;
  return (
    <Section title={t('password.title')} about={t(has ? 'password.about' : 'password.none')}>
      {has ? <ChangePassword /> : <SetPassword />}
    </Section>
  );
}
