import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconBan, IconPlus, IconSearchOff, IconTrash, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { ask } from '../../ui/ask';
import { Back } from '../../ui/Back';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { done, tell } from '../../ui/problems';
import { BlockModal } from './BlockModal';
import { useUnblock } from './blockNumbers';
import { type Blocked, useBlocklist } from './listBlocked';
import { SearchBox } from './SearchBox';
import { useAddress } from './useAddress';

export default function BlocklistPage() {
  const { t } = useTranslation('contacts');
  const { phone, date, dateTime } = useFormat();
  const [search, change] = useAddress();
  const rows = useBlocklist(search.q);
  const unblock = useUnblock();

  const remove = ({ phoneNumber }: Blocked) =>
    ask(
      {
        title: t('blocklist.remove.title', { number: phone(phoneNumber) }),
        children: t('blocklist.remove.text'),
        confirm: t('blocklist.remove.confirm'),
        danger: false,
      },
      () =>
        unblock.mutate(phoneNumber, {
          onSuccess: () => done(t('blocklist.remove.done', { number: phone(phoneNumber) })),
          onError: (problem) => tell(problem),
        }),
    );

  const columns: Column<Blocked>[] = [
    {
      key: 'number',
      header: t('number'),
      width: '160px',
      cell: (row) => <span style={{ fontVariantNumeric: 'tabular-nums', fontWeight: 500 }}>{phone(row.phoneNumber)}</span>,
    },
    {
      key: 'reason',
      header: t('blocklist.reason'),
      width: 'minmax(0, 1fr)',
      cell: (row) => <span title={row.reason}>{row.reason}</span>,
    },
    {
      key: 'by',
      header: t('blocklist.by'),
      width: 'minmax(0, 220px)',
      wide: true,
      cell: (row) => <span title={row.createdBy}>{row.createdBy}</span>,
    },
    {
      key: 'since',
      header: t('blocklist.since'),
      width: '120px',
      align: 'end',
      wide: true,
      cell: (row) => <span title={dateTime(row.createdAt)}>{date(row.createdAt)}</span>,
    },
    {
      key: 'remove',
      header: '',
      width: '28px',
      cell: (row) => (
        <Tooltip label={t('blocklist.remove.confirm')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('blocklist.remove.title', { number: phone(row.phoneNumber) })}
            onClick={() => remove(row)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ];

  const importLink = (
    <Button
      variant="default"
      leftSection={<IconUpload size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/contacts/import" search={{ target: 'blocklist' }} {...props} />}
    >
      {t('blocklist.import')}
    </Button>
  );

  return (
    <Page
      title={t('blocklist.title')}
      about={t('blocklist.about')}
      before={<Back to="/contacts">{t('title')}</Back>}
      actions={
        <>
          {importLink}
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change({ add: '1' })}>
            {t('blocklist.add')}
          </Button>
        </>
      }
    >
      <Group mb="md">
        <SearchBox label={t('blocklist.search')} value={search.q ?? ''} onChange={(q) => change({ q })} w={{ base: '100%', sm: 280 }} />
      </Group>
      <DataTable
        label={t('blocklist.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.phoneNumber}
        empty={
          search.q ? (
            <Empty icon={IconSearchOff} title={t('blocklist.nothing')}>
              <Text size="sm">{t('blocklist.nothingAbout')}</Text>
            </Empty>
          ) : (
            <Empty icon={IconBan} title={t('blocklist.empty')}>
              {t('blocklist.emptyAbout')}
            </Empty>
          )
        }
      />
      <BlockModal opened={search.add !== undefined} onClose={() => change({ add: undefined })} />
    </Page>
  );
}
