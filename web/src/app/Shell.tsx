import { ActionIcon, AppShell, Box, Burger, Group, Kbd, Loader, NavLink, ScrollArea, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../lib/drivers';
import { useMe } from '../lib/me';
import { listen } from '../lib/realtime';
import { LinkState } from './LinkState';
import { Logo } from './Logo';
import { places } from './nav';
import { PersonMenu } from './PersonMenu';
import classes from './Shell.module.css';

const CommandPalette = lazy(() => import('./CommandPalette'));

/** The frame around every page behind the sign-in: where one can go, who one is, and whether the page is live. */
export default function Shell() {
  const { t } = useTranslation('app');
  const me = useMe();
  const queries = useQueryClient();
  const [opened, { toggle, close }] = useDisclosure();
  const [palette, setPalette] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const mayManage = me.role !== 'vendor';
  const simulator = useDrivers(mayManage).some((driver) => driver.name === 'simulator');

  useEffect(() => listen(queries), [queries]);

  // The palette's own code listens for Ctrl-K once it is there; the first one fetches it.
  useEffect(() => {
    if (!mayManage) return;
    const heard = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setPalette(true);
      }
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [mayManage]);

  return (
    <AppShell layout="alt" navbar={{ width: 228, breakpoint: 'sm', collapsed: { mobile: !opened } }} header={{ height: 52 }} padding={0}>
      <a href="#content" className="parley-skip">
        {t('skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
            {mayManage && (
              <>
                <UnstyledButton className={classes.search} visibleFrom="xs" onClick={() => setPalette(true)}>
                  <IconSearch size={16} aria-hidden />
                  <Text size="sm" c="dimmed" flex={1}>
                    {t('search')}
                  </Text>
                  <Kbd size="xs">Ctrl K</Kbd>
                </UnstyledButton>
                <ActionIcon hiddenFrom="xs" variant="subtle" color="gray" aria-label={t('search')} onClick={() => setPalette(true)}>
                  <IconSearch size={18} aria-hidden />
                </ActionIcon>
              </>
            )}
          </Group>
          <Group gap="sm" wrap="nowrap">
            <LinkState />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>

      <AppShell.Navbar className={classes.navbar} aria-label={t('navigation')}>
        <Group px="md" h={52} justify="space-between" wrap="nowrap">
          <Logo />
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
        </Group>
        <ScrollArea flex={1} px="xs" pb="md" type="never">
          {mayManage &&
            places.map(({ group, places: list }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <Box key={index} mt={index ? 'md' : 4}>
                {group && (
                  <Text size="xs" fw={600} c="dimmed" px="sm" mb={4}>
                    {t(`group.${group}`)}
                  </Text>
                )}
                {list
                  .filter((place) => !place.simulator || simulator)
                  .map((place) => (
                    <NavLink
                      key={place.name}
                      renderRoot={(props) => <Link to={place.to} {...props} />}
                      label={t(`place.${place.name}`)}
                      leftSection={<place.icon size={18} stroke={1.6} aria-hidden />}
                      active={place.to === '/' ? path === '/' : path === place.to || path.startsWith(`${place.to}/`)}
                      onClick={close}
                      className={classes.link}
                    />
                  ))}
              </Box>
            ))}
        </ScrollArea>
        <Tooltip label={me.tenant.slug} position="right">
          <Text size="xs" c="dimmed" px="md" py="sm" truncate>
            {me.tenant.name}
          </Text>
        </Tooltip>
      </AppShell.Navbar>

      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <Suspense
          fallback={
            <Group justify="center" pt={120} aria-busy="true">
              <Loader size="sm" aria-label={t('loading')} />
            </Group>
          }
        >
          <Outlet />
        </Suspense>
      </AppShell.Main>
      {palette && (
        <Suspense>
          <CommandPalette simulator={simulator} onClose={() => setPalette(false)} />
        </Suspense>
      )}
    </AppShell>
  );
}
