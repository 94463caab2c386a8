import { Button, CloseButton, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconSearch, IconUsers } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Lines } from '../../../ui/Asked';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { NoneFound } from '../../../ui/NoneFound';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import { When } from '../../../ui/When';
import type { Campaign } from '../calls/campaign';
import { exportUrl, type Recipient, useRecipients } from '../calls/recipients';
import { RecipientDrawer } from './RecipientDrawer';

const states = [
  'pending',
  'queued',
  'sending',
  'retrying',
  'sent',
  'delivered',
  'read',
  'failed',
  'suppressed',
  'expired',
  'cancelled',
  'unknown',
];

/** Each recipient, filtered and searched by the server, with their attempts a click away. */
export function RecipientsTab({ campaign, moment }: { campaign: Campaign; moment: number }) {
  const { t } = useTranslation(['campaigns', 'ui']);
  const format = useFormat();
  const words = useReason();
  const navigate = useNavigate();
  const { state, reason, variant, search, message } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const filter = { state, reason, variant, search };
  const recipients = useRecipients(campaign.id, filter, moment);
  const go = (change: Record<string, string | undefined>, replace = true) =>
    void navigate({ to: '/campaigns/$id', params: { id: campaign.id }, search: { tab: 'recipients', ...filter, ...change }, replace });
  const find = useDebouncedCallback((text: string) => go({ search: text || undefined }), 250);
  const several = campaign.variants.length > 1;

  const columns: Column<Recipient>[] = [
    {
      key: 'who',
      header: t('column.recipient'),
      width: 'minmax(0, 2fr)',
      cell: ({ name, to }) => (
        <>
          <Text size="sm" fw={550} truncate title={name ?? undefined}>
            {name ?? format.phone(to)}
          </Text>
          {name && (
            <Text size="xs" c="dimmed" truncate>
              {format.phone(to)}
            </Text>
          )}
        </>
      ),
    },
    { key: 'state', header: t('column.state'), width: 'minmax(92px, 120px)', cell: ({ state: of }) => <State of={of} size="sm" /> },
    {
      key: 'why',
      header: t('column.reason'),
      width: 'minmax(0, 2.4fr)',
      wide: true,
      cell: (row) => row.reason && <Reason text={words(row.reason)} />,
    },
    ...(several
      ? [{ key: 'variant', header: t('column.variant'), width: '80px', wide: true, cell: (row: Recipient) => row.variant } as const]
      : []),
    {
      key: 'sender',
      header: t('column.sender'),
      width: 'minmax(0, 1.2fr)',
      wide: true,
      cell: ({ senderName }) => <span title={senderName ?? undefined}>{senderName ?? '–'}</span>,
    },
    {
      key: 'attempts',
      header: t('column.attempts'),
      width: '80px',
      wide: true,
      align: 'end',
      cell: ({ attempt }) => format.number(attempt),
    },
    {
      key: 'at',
      header: t('column.last'),
      width: '150px',
      wide: true,
      cell: (row) => <When at={row.readAt ?? row.deliveredAt ?? row.sentAt ?? row.finishedAt} />,
    },
  ];
  const narrowed = Boolean(state || reason || variant || search);

  return (
    <>
      <Group mb="md" gap="sm">
        <TextInput
          aria-label={t('recipients.search')}
          placeholder={t('recipients.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={search}
          onChange={(event) => find(event.currentTarget.value)}
          flex="1 1 200px"
          maw={320}
        />
        <Select
          aria-label={t('column.state')}
          placeholder={t('allStates')}
          data={states.map((value) => ({ value, label: t(`ui:state.${value}`) }))}
          value={state ?? null}
          onChange={(value) => go({ state: value ?? undefined })}
          clearable
          w={160}
        />
        {several && (
          <Select
            aria-label={t('column.variant')}
            placeholder={t('recipients.allVariants')}
            data={campaign.variants.map(({ name }) => name)}
            value={variant ?? null}
            onChange={(value) => go({ variant: value ?? undefined })}
            clearable
            w={150}
          />
        )}
        {reason && (
          <Group gap={4} wrap="nowrap" miw={0}>
            <Text size="sm" truncate title={reason}>
              {words({ slug: reason, sentence: '' })}
            </Text>
            <CloseButton size="sm" aria-label={t('recipients.anyReason')} onClick={() => go({ reason: undefined })} />
          </Group>
        )}
        <Button
          component="a"
          href={exportUrl(campaign.id, filter)}
          download
          variant="default"
          ml="auto"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {narrowed ? t('recipients.exportThese') : t('action.export')}
        </Button>
      </Group>
      <DataTable
        label={t('tab.recipients')}
        columns={columns}
        rows={recipients}
        rowKey={(row) => row.id}
        rowHeight={52}
        height="calc(100dvh - 320px)"
        onOpen={(row) => go({ message: row.id }, false)}
        empty={
          recipients.hasNextPage ? (
            <Lines count={6} height={28} />
          ) : narrowed ? (
            <NoneFound
              title={t('recipients.noneFound')}
              onClear={() => go({ state: undefined, reason: undefined, variant: undefined, search: undefined })}
            />
          ) : (
            <Empty icon={IconUsers} title={t('recipients.none')} />
          )
        }
      />
      <RecipientDrawer id={message} onClose={() => go({ message: undefined })} />
    </>
  );
}

function Reason({ text }: { text: string | null }) {
  return (
    <Text size="sm" c="dimmed" truncate title={text ?? undefined}>
      {text}
    </Text>
  );
}
