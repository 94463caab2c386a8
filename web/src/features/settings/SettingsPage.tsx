import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { Page } from '../../ui/Page';
import { AuditTab } from './audit/AuditTab';
import { BusinessTab } from './business/BusinessTab';
import { BusinessesTab } from './businesses/BusinessesTab';
import { ChannelsTab } from './channels/ChannelsTab';
import { CloudTab } from './cloud/CloudTab';
import { KeysTab } from './keys/KeysTab';
import { PacingTab } from './pacing/PacingTab';
import classes from './SettingsPage.module.css';
import { TeamTab } from './team/TeamTab';

const tabs = {
  team: TeamTab,
  keys: KeysTab,
  business: BusinessTab,
  channels: ChannelsTab,
  cloud: CloudTab,
  pacing: PacingTab,
  audit: AuditTab,
  businesses: BusinessesTab,
};
type Tab = keyof typeof tabs;

/** The tab stands in the address, so that a link leads to it; its filters go when one leaves it. */
export default function SettingsPage() {
  const { t } = useTranslation(['settings', 'ui/Driver', 'ui/Number', 'ui/Pacing', 'ui/Reasons']);
  const me = useMe();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/inside/settings' });
  const shown = (Object.keys(tabs) as Tab[]).filter((name) => name !== 'businesses' || me.operator);
  const active = shown.find((name) => name === tab) ?? 'team';
  const list = useRef<HTMLDivElement>(null);
  // On a phone not all of them are in view, and an address may lead to any.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen one is what moves it
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [active]);
  return (
    <Page title={t('title')}>
      <Tabs
        value={active}
        onChange={(next) => void navigate({ to: '/settings', search: { tab: next === 'team' ? undefined : (next ?? undefined) } })}
        keepMounted={false}
      >
        <Tabs.List ref={list} className={classes.list} mb="lg">
          {shown.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((name) => {
          const Shown = tabs[name];
          return (
            <Tabs.Panel key={name} value={name}>
              <Shown />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
