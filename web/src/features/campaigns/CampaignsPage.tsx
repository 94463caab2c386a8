import { Box, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch, IconSend } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { NoneFound } from '../../ui/NoneFound';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import type { Campaign } from './calls/campaign';
import { useCampaigns } from './calls/listCampaigns';
import { Progress } from './list/Progress';
import { SenderNames } from './list/SenderNames';

const states = ['draft', 'scheduled', 'running', 'paused', 'waiting_for_login', 'completed', 'stopped', 'failed'];

export default function CampaignsPage() {
  const { t } = useTranslation(['campaigns', 'ui', 'ui/Flow']);
  const navigate = useNavigate();
  const { state, search } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const campaigns = useCampaigns({ state, search });
  const narrow = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/campaigns', search: { state, search, ...change }, replace: true });
  const find = useDebouncedCallback((text: string) => narrow({ search: text || undefined }), 250);

  const columns: Column<Campaign>[] = [
    { key: 'name', header: t('column.name'), width: 'minmax(0, 2.2fr)', cell: (campaign) => <Name campaign={campaign} /> },
    { key: 'state', header: t('column.state'), width: 'minmax(84px, 150px)', cell: ({ state: of }) => <State of={of} size="sm" /> },
    {
      key: 'progress',
      header: t('column.progress'),
      width: 'minmax(0, 2.4fr)',
      wide: true,
      cell: (campaign) => <Progress campaign={campaign} />,
    },
    {
      key: 'senders',
      header: t('column.senders'),
      width: 'minmax(0, 1.5fr)',
      wide: true,
      cell: (campaign) => <SenderNames campaign={campaign} />,
    },
    { key: 'started', header: t('column.started'), width: '150px', wide: true, cell: (campaign) => <When campaign={campaign} /> },
  ];
  const create = (
    <Button component={Link} to="/campaigns/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('new')}
    </Button>
  );
  const narrowed = Boolean(state || search);

  return (
    <Page title={t('title')} about={t('about')} actions={create}>
      <Group mb="md" gap="sm">
        <TextInput
          aria-label={t('searchLabel')}
          placeholder={t('searchLabel')}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={search}
          onChange={(event) => find(event.currentTarget.value)}
          flex="1 1 200px"
          maw={340}
        />
        <Select
          aria-label={t('column.state')}
          placeholder={t('allStates')}
          data={states.map((value) => ({ value, label: t(`ui:state.${value}`) }))}
          value={state ?? null}
          onChange={(value) => narrow({ state: value ?? undefined })}
          clearable
          w={190}
        />
      </Group>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={campaigns}
        rowKey={(campaign) => campaign.id}
        rowHeight={64}
        onOpen={(campaign) => void navigate({ to: '/campaigns/$id', params: { id: campaign.id } })}
        empty={
          narrowed ? (
            <NoneFound title={t('noneFound')} onClear={() => narrow({ state: undefined, search: undefined })} />
          ) : (
            <Empty icon={IconSend} title={t('empty.title')} action={create}>
              {t('empty.about')}
            </Empty>
          )
        }
      />
    </Page>
  );
}

function When({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const at = campaign.startedAt ?? campaign.scheduledStart;
  return (
    <Text size="sm" c={campaign.startedAt ? undefined : 'dimmed'} title={at ? format.dateTime(at) : undefined} truncate>
      {at ? format.ago(at) : t('notStarted')}
    </Text>
  );
}

function Name({ campaign }: { campaign: Campaign }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550} truncate title={campaign.name}>
        {campaign.name}
      </Text>
      <Box hiddenFrom="sm">
        <Progress campaign={campaign} />
      </Box>
    </Stack>
  );
}
