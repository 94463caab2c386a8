import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconBan, IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { useSaid } from '../../../lib/sentences/useSaid';
import { ask } from '../../../ui/ask';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { done, tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import { TabHead } from '../TabHead';
import { CreateKeyDialog } from './CreateKeyDialog';
import { useKeys, useRevokeKey } from './calls';
import { textOf } from './keys';

type Key = Schema<'ListApiKeysItem'>;

export function KeysTab() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const said = useSaid();
  const rows = useKeys();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {t('keys.create')}
    </Button>
  );
  const words = (key: Key) => key.scopes.map((scope) => (textOf(scope) ? t(`keys.scope.${textOf(scope)}`) : scope)).join(', ');

  const columns: Column<Key>[] = [
    {
      key: 'name',
      header: t('keys.name'),
      width: 'minmax(0, 1.6fr)',
      cell: (key) => (
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={500} truncate title={key.name}>
            {key.name}
          </Text>
          <Text size="xs" c="dimmed" truncate title={t('keys.made', { who: said(key.createdBy), date: format.dateTime(key.createdAt) })}>
            <Text span ff="monospace" fz="xs">
              {key.prefix}…
            </Text>{' '}
            {t('keys.made', { who: said(key.createdBy), date: format.date(key.createdAt) })}
          </Text>
        </div>
      ),
    },
    {
      key: 'scopes',
      header: t('keys.may'),
      width: 'minmax(0, 1fr)',
      wide: true,
      cell: (key) => <span title={words(key)}>{words(key)}</span>,
    },
    {
      key: 'used',
      header: t('keys.used'),
      width: '150px',
      wide: true,
      cell: (key) =>
        key.lastUsedAt ? (
          <Tooltip label={format.dateTime(key.lastUsedAt)}>
            <span>{format.ago(key.lastUsedAt)}</span>
          </Tooltip>
        ) : (
          <Text size="sm" c="dimmed">
            {t('keys.unused')}
          </Text>
        ),
    },
    {
      key: 'ends',
      header: t('keys.ends'),
      width: '130px',
      wide: true,
      cell: (key) =>
        key.expiresAt ? (
          format.date(key.expiresAt)
        ) : (
          <Text size="sm" c="dimmed">
            {t('keys.endless')}
          </Text>
        ),
    },
    { key: 'state', header: t('keys.state'), width: '90px', cell: (key) => <State of={key.state} /> },
    { key: 'actions', header: '', width: '40px', align: 'end', cell: (key) => key.state === 'active' && <Revoke of={key} /> },
  ];

  return (
    <>
      <TabHead title={t('tab.keys')} about={t('keys.about')} action={create} />
      <DataTable
        label={t('tab.keys')}
        columns={columns}
        rows={rows}
        rowKey={(key) => key.id}
        rowHeight={56}
        height="calc(100dvh - 290px)"
        empty={
          <Empty icon={IconKey} title={t('keys.none')}>
            {t('keys.noneAbout')}
          </Empty>
        }
      />
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function Revoke({ of: key }: { of: Key }) {
  const { t } = useTranslation('settings');
  const revoke = useRevokeKey();
  const confirm = () =>
    ask({ title: t('keys.revokeTitle', { name: key.name }), children: t('keys.revokeAbout'), confirm: t('keys.revoke') }, () =>
      revoke.mutate(key.id, { onError: (problem) => tell(problem), onSuccess: () => done(t('keys.revoked', { name: key.name })) }),
    );
  return (
    <Group justify="flex-end">
      <Tooltip label={t('keys.revoke')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('keys.revokeNamed', { name: key.name })}
          onClick={confirm}
          loading={revoke.isPending}
        >
          <IconBan size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
