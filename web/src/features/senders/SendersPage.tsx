import { Button, Group, SegmentedControl, Select, SimpleGrid, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDeviceMobilePlus, IconLayoutGrid, IconList, IconPlus, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../lib/drivers';
import { Empty } from '../../ui/Empty';
import { Failed } from '../../ui/Failed';
import { Page } from '../../ui/Page';
import { AddSender } from './AddSender';
import { useSenderCount, useSenders } from './calls/listSenders';
import { ConnectDialog } from './connect/ConnectDialog';
import { SenderCard } from './SenderCard';
import { SenderTable } from './SenderTable';
import { type Sender, statuses } from './sender';

/** More than these are easier to look through as lines. */
const CARDS = 12;

export default function SendersPage() {
  const { t } = useTranslation(['senders', 'ui/Driver', 'ui/Reasons', 'ui/Pacing']);
  const search = useSearch({ from: '/inside/senders' });
  const navigate = useNavigate();
  const set = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '/senders', search: (before) => ({ ...before, ...changes }), replace: true });
  const [connecting, setConnecting] = useState<Sender>();
  const [linking, setLinking] = useState(false);
  const connect = (sender: Sender) => {
    setConnecting(sender);
    setLinking(true);
  };
  const [typed, setTyped] = useState(search.q ?? '');
  const find = useDebouncedCallback((q: string) => set({ q: q.trim() || undefined }), 250);
  const count = useSenderCount();
  const simulator = useDrivers().some((driver) => driver.name === 'simulator');
  const senders = useSenders({ search: search.q, status: search.status });
  const items = senders.data?.pages.flatMap((page) => page.items) ?? [];
  const view = search.view ?? ((count ?? 0) > CARDS ? 'table' : 'cards');
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set({ add: '1' })}>
      {t('add.button')}
    </Button>
  );
  const nothing = (
    <Empty
      icon={IconSearchOff}
      title={t('nothing.title')}
      action={
        <Button
          variant="light"
          onClick={() => {
            setTyped('');
            set({ q: undefined, status: undefined });
          }}
        >
          {t('nothing.action')}
        </Button>
      }
    />
  );

  return (
    <Page title={t('title')} about={t('about')} actions={count !== 0 && add}>
      {count === 0 ? (
        <Empty icon={IconDeviceMobilePlus} title={t('empty.title')} action={add}>
          {t('empty.text')}
          {simulator && ` ${t('empty.simulator')}`}
        </Empty>
      ) : (
        <>
          <Group mb="md" gap="sm">
            <TextInput
              aria-label={t('search')}
              placeholder={t('search')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                find(event.currentTarget.value);
              }}
              style={{ flex: '1 1 200px', maxWidth: 360 }}
            />
            <Select
              aria-label={t('status')}
              placeholder={t('anyStatus')}
              clearable
              data={statuses.map((status) => ({ value: status, label: t(`ui:state.${status}`) }))}
              value={search.status ?? null}
              onChange={(status) => set({ status: status ?? undefined })}
              w={190}
            />
            <SegmentedControl
              ml="auto"
              visibleFrom="sm"
              aria-label={t('view.label')}
              value={view}
              onChange={(next) => set({ view: next })}
              data={[
                { value: 'cards', label: <ViewIcon of={IconLayoutGrid} name={t('view.cards')} /> },
                { value: 'table', label: <ViewIcon of={IconList} name={t('view.table')} /> },
              ]}
            />
          </Group>
          {view === 'table' ? (
            <SenderTable senders={senders} empty={nothing} />
          ) : senders.error && !senders.data ? (
            <Failed problem={senders.error} retry={() => void senders.refetch()} />
          ) : senders.data && items.length === 0 ? (
            nothing
          ) : (
            <>
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
                {senders.data
                  ? items.map((sender) => <SenderCard key={sender.id} sender={sender} onConnect={connect} />)
                  : ['a', 'b', 'c'].map((key) => <Skeleton key={key} height={244} radius="md" />)}
              </SimpleGrid>
              {senders.hasNextPage && (
                <Group justify="center" mt="md">
                  <Button variant="default" loading={senders.isFetchingNextPage} onClick={() => void senders.fetchNextPage()}>
                    {t('ui:more')}
                  </Button>
                </Group>
              )}
            </>
          )}
        </>
      )}
      <AddSender
        opened={search.add === '1'}
        onClose={() => set({ add: undefined })}
        onAdded={(sender, andConnect) => {
          // What else can be done with it, such as importing its session, stands on its page.
          if (!andConnect) return void navigate({ to: '/senders/$id', params: { id: sender.id } });
          set({ add: undefined });
          connect(sender);
        }}
      />
      <ConnectDialog sender={connecting} opened={linking} onClose={() => setLinking(false)} />
    </Page>
  );
}

function ViewIcon({ of: Picture, name }: { of: typeof IconList; name: string }) {
  return (
    <Tooltip label={name}>
      <Picture size={16} aria-label={name} style={{ display: 'block' }} />
    </Tooltip>
  );
}
