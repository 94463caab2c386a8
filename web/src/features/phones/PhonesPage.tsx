import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDeviceMobileOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../lib/drivers';
import { useFormat } from '../../lib/format';
import { useNetworks } from '../../lib/networks';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { useNetwork } from './calls/network';
import { usePhoneStats } from './calls/readStats';
import { Desk } from './Desk';
import { WorldDrawer } from './world/WorldDrawer';

/** The stand-in's virtual phones: how one sees Parley work without a real one. */
export default function PhonesPage() {
  const { t } = useTranslation('phones');
  const search = useSearch({ from: '/inside/phones' });
  const navigate = useNavigate();
  const drivers = useDrivers();
  const networks = useNetworks();
  const network = useNetwork();
  const set = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '/phones', search: (before) => ({ ...before, ...changes }), replace: true });
  if (drivers.length > 0 && !drivers.some((driver) => driver.name === 'simulator'))
    return (
      <Page title={t('title')}>
        <Empty icon={IconDeviceMobileOff} title={t('off.title')}>
          {t('off.text')}
        </Empty>
      </Page>
    );
  return (
    <Page
      title={t('title')}
      about={t('about')}
      actions={
        <>
          {networks.length > 1 && (
            <SegmentedControl
              aria-label={t('network.label')}
              data={networks.map(({ name }) => ({ value: name, label: t(`network.${name}`) }))}
              value={network.name}
              onChange={(name) => set({ network: name, number: undefined, chat: undefined, scan: undefined })}
            />
          )}
          <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />} onClick={() => set({ world: '1' })}>
            {t('world.button')}
          </Button>
        </>
      }
    >
      <Desk />
      <Figures />
      <WorldDrawer opened={search.world === '1'} onClose={() => set({ world: undefined })} />
    </Page>
  );
}

function Figures() {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const stats = usePhoneStats().data;
  if (!stats) return null;
  return (
    <Text size="xs" c="dimmed" mt="lg">
      {[
        t('figures.accepted', { count: stats.accepted, n: format.number(stats.accepted) }),
        t('figures.delivered', { count: stats.delivered, n: format.number(stats.delivered) }),
        t('figures.read', { count: stats.read, n: format.number(stats.read) }),
        t('figures.duplicates', { count: stats.duplicatesSuppressed, n: format.number(stats.duplicatesSuppressed) }),
      ].join(' · ')}
    </Text>
  );
}
