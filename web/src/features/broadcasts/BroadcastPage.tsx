import { ActionIcon, Alert, Button, Menu, Stack, Tabs } from '@mantine/core';
import { IconDots, IconSend, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../ui/Asked';
import { ask } from '../../ui/ask';
import { Back } from '../../ui/Back';
import { Page } from '../../ui/Page';
import { done, tell } from '../../ui/problems';
import { State } from '../../ui/State';
import { useDeleteBroadcast } from './calls/deleteBroadcast';
import type { Broadcast } from './calls/listBroadcasts';
import { runs, useSending } from './calls/listSends';
import { useBroadcast } from './calls/showBroadcast';
import { About } from './detail/About';
import { MembersTab } from './detail/MembersTab';
import { SendingPanel } from './detail/SendingPanel';
import { SendingsTab } from './detail/SendingsTab';
import { SendDrawer } from './send/SendDrawer';

/** One list: who is in it, the sending that runs, and those before. */
export default function BroadcastPage() {
  const { t } = useTranslation(['broadcasts', 'ui', 'ui/Flow', 'ui/Composer']);
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { id: string };
  const { send, ...search } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const list = useBroadcast(id);
  const data = list.data;
  const last = useSending(id, data?.lastSend);
  const running = Boolean(last.data && runs(last.data));
  const go = (change: Record<string, string | undefined>, replace = true) =>
    void navigate({ to: '/broadcasts/$id', params: { id }, search: { ...search, ...change }, replace });

  return (
    <Page
      title={data?.name ?? t('one')}
      about={data && <About list={data} />}
      beside={data?.phase === 'filling' && <State of="filling" />}
      before={<Back to="/broadcasts">{t('title')}</Back>}
      actions={
        data && (
          <>
            <More list={data} running={running} />
            <Button
              leftSection={<IconSend size={16} aria-hidden />}
              disabled={data.phase === 'filling' || data.members === 0 || running}
              onClick={() => go({ send: '1' }, false)}
            >
              {t('send.open')}
            </Button>
          </>
        )
      }
    >
      <Asked query={list}>
        {(one) => (
          <>
            <Content list={one} search={search} go={go} />
            <SendDrawer
              list={one}
              opened={Boolean(send) && !running}
              onClose={() => go({})}
              onSent={(sending) => go({ sending, tab: 'sendings' })}
            />
          </>
        )}
      </Asked>
    </Page>
  );
}

interface ContentProps {
  list: Broadcast;
  search: Record<string, string | undefined>;
  go: (change: Record<string, string | undefined>) => void;
}

function Content({ list, search, go }: ContentProps) {
  const { t } = useTranslation('broadcasts');
  const chosen = search.sending ?? list.lastSend;
  const tab = search.tab ?? (list.lastSend ? 'sendings' : 'members');
  return (
    <Stack gap="xl">
      {list.phase === 'filling' && (
        <Alert color="blue" variant="light">
          {t('filling')}
        </Alert>
      )}
      {chosen && <SendingPanel key={chosen} list={list} sendId={chosen} latest={chosen === list.lastSend} />}
      <Tabs value={tab} onChange={(value) => go({ tab: value ?? undefined })} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="sendings">{t('tab.sendings')}</Tabs.Tab>
          <Tabs.Tab value="members">{t('tab.members')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="sendings" pt="md">
          <SendingsTab id={list.id} onOpen={(sending) => go({ sending, tab: 'sendings' })} />
        </Tabs.Panel>
        <Tabs.Panel value="members" pt="md">
          <MembersTab list={list} group={Number(search.group) || undefined} onGroup={(group) => go({ group, tab: 'members' })} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function More({ list, running }: { list: Broadcast; running: boolean }) {
  const { t } = useTranslation(['broadcasts', 'ui']);
  const navigate = useNavigate();
  const forget = useDeleteBroadcast(list.id);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('ui:more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() =>
            ask(
              {
                title: t('delete.title', { name: list.name }),
                children: t(running ? 'delete.running' : 'delete.about'),
                confirm: t('delete.confirm'),
              },
              () =>
                forget.mutate(undefined, {
                  onSuccess: () => {
                    done(t('delete.done', { name: list.name }));
                    void navigate({ to: '/broadcasts' });
                  },
                  onError: (problem) => tell(problem),
                }),
            )
          }
        >
          {t('delete.confirm')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
