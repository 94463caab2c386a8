import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import {
  IconBook,
  IconBuildingStore,
  IconCheck,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunMoon,
  IconUserCircle,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../lib/api/client';
import { type Language, languages, setLanguage } from '../lib/i18n';
import { useMe } from '../lib/me';
import { MenuGroup } from '../ui/MenuGroup';
import { tell } from '../ui/problems';

const schemes = { light: IconSun, dark: IconMoon, auto: IconSunMoon } as const;

/** Who is signed in; language, colours, tenant and the way out. */
export function PersonMenu() {
  const { t, i18n } = useTranslation('app');
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = me.user?.name ?? me.user?.email ?? '';

  // A new page, so that nothing of the one before stays in memory.
  const leave = (call: Promise<unknown>, to: string) => call.then(() => location.assign(to), tell);

  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar aria-hidden size={32} radius="xl" color="parley" name={name} />
          <VisuallyHidden>{t('person.menu', { name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {name}
          </Text>
          <Text size="xs">{t(`role.${me.role}`)}</Text>
        </Menu.Label>
        <Menu.Item renderRoot={(props) => <Link to="/account" {...props} />} leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t('person.account')}
        </Menu.Item>
        <Menu.Item component="a" href="/docs" target="_blank" leftSection={<IconBook size={16} aria-hidden />}>
          {t('person.docs')}
        </Menu.Item>
        {me.tenants.length > 1 && (
          <>
            <Menu.Divider />
            <MenuGroup label={t('person.tenant')}>
              {me.tenants.map((tenant) => (
                <Menu.Item
                  key={tenant.id}
                  leftSection={<IconBuildingStore size={16} aria-hidden />}
                  rightSection={tenant.id === me.tenant.id && <IconCheck size={16} aria-label={t('person.chosen')} />}
                  onClick={() => leave(take(api.POST('/api/auth/tenant', { body: { tenant: tenant.id } })), '/app/')}
                >
                  {tenant.name}
                </Menu.Item>
              ))}
            </MenuGroup>
          </>
        )}
        <Menu.Divider />
        <MenuGroup label={t('person.colors')}>
          {(Object.keys(schemes) as (keyof typeof schemes)[]).map((scheme) => {
            const Picture = schemes[scheme];
            return (
              <Menu.Item
                key={scheme}
                leftSection={<Picture size={16} aria-hidden />}
                rightSection={colorScheme === scheme && <IconCheck size={16} aria-label={t('person.chosen')} />}
                closeMenuOnClick={false}
                onClick={() => setColorScheme(scheme)}
              >
                {t(`person.${scheme}`)}
              </Menu.Item>
            );
          })}
        </MenuGroup>
        <Menu.Divider />
        <MenuGroup label={t('person.language')}>
          {(Object.keys(languages) as Language[]).map((language) => (
            <Menu.Item
              key={language}
              lang={language}
              leftSection={<IconLanguage size={16} aria-hidden />}
              rightSection={i18n.language === language && <IconCheck size={16} aria-label={t('person.chosen')} />}
              onClick={() => void setLanguage(language)}
            >
              {languages[language]}
            </Menu.Item>
          ))}
        </MenuGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => leave(take(api.POST('/api/auth/logout')), '/app/sign-in')}
        >
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
