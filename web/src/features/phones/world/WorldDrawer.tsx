import { Drawer, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../../ui/Asked';
import { useWorld } from '../calls/world';
import { Faults } from './Faults';
import { WorldForm } from './WorldForm';

/** How the pretended network behaves, and accidents on purpose. */
export function WorldDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('phones');
  const world = useWorld(opened);
  return (
    <Drawer opened={opened} onClose={onClose} title={t('world.title')} size={460} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Tabs defaultValue="world" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="world">{t('world.tab')}</Tabs.Tab>
          <Tabs.Tab value="faults">{t('faults.tab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="world">
          <Asked query={world}>{(data) => <WorldForm world={data} />}</Asked>
        </Tabs.Panel>
        <Tabs.Panel value="faults">
          <Faults />
        </Tabs.Panel>
      </Tabs>
    </Drawer>
  );
}
