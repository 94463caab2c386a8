import { Badge, Button, Tabs } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Page } from '../../ui/Page';
import { useQueueStats } from './calls/queueStats';
import { LedgerTab } from './ledger/LedgerTab';
import { LettersTab } from './letters/LettersTab';
import { NowTab } from './now/NowTab';
import { SendDrawer } from './send/SendDrawer';

/** What waits and why, what wants a person, and every message there ever was. */
export default function QueuePage() {
  const { t } = useTranslation(['queue', 'ui', 'ui/Composer', 'ui/Reasons', 'ui/Why']);
  const format = useFormat();
  const navigate = useNavigate();
  const { tab = 'now', send, ...search } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const stats = useQueueStats();
  const dead = stats.data?.deadLetters;
  const letters = dead ? dead.failed + dead.unknown : 0;
  // Each tab has filters of its own.
  const open = (value: string | null) => void navigate({ to: '/queue', search: { tab: value ?? undefined } });
  const sending = (on: boolean) => void navigate({ to: '/queue', search: { tab, ...search, ...(on && { send: '1' }) }, replace: !on });

  return (
    <Page
      title={t('title')}
      about={t('about')}
      actions={
        <Button leftSection={<IconSend size={16} aria-hidden />} onClick={() => sending(true)}>
          {t('send.open')}
        </Button>
      }
    >
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="now">{t('tab.now')}</Tabs.Tab>
          <Tabs.Tab
            value="dead"
            rightSection={
              letters > 0 && (
                <Badge size="sm" color="red.9" variant="filled" circle={letters < 10}>
                  {dead?.more ? t('atLeast', { n: format.short(letters) }) : format.short(letters)}
                </Badge>
              )
            }
          >
            {t('tab.dead')}
          </Tabs.Tab>
          <Tabs.Tab value="messages">{t('tab.messages')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="now">
          <NowTab stats={stats} onLetters={() => open('dead')} />
        </Tabs.Panel>
        <Tabs.Panel value="dead">
          <LettersTab stamp={dead && `${dead.failed}/${dead.unknown}`} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <LedgerTab />
        </Tabs.Panel>
      </Tabs>
      <SendDrawer opened={Boolean(send)} onClose={() => sending(false)} />
    </Page>
  );
}
