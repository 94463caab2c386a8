import { Group, Select, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import type { Broadcast } from '../calls/listBroadcasts';
import { type Member, useMembers } from '../calls/listMembers';

interface Props {
  list: Broadcast;
  group: number | undefined;
  onGroup: (group: string | undefined) => void;
}

/** Who is in which group. */
export function MembersTab({ list, group, onGroup }: Props) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const navigate = useNavigate();
  const members = useMembers(list.id, group, list.phase === 'ready');
  const columns: Column<Member>[] = [
    {
      key: 'name',
      header: t('column.member'),
      width: 'minmax(0, 1.6fr)',
      cell: ({ name, phoneNumber }) => (
        <Text size="sm" fw={550} truncate title={name ?? undefined}>
          {name ?? format.phone(phoneNumber)}
        </Text>
      ),
    },
    {
      key: 'phone',
      header: t('column.number'),
      width: 'minmax(0, 1.2fr)',
      wide: true,
      cell: ({ phoneNumber }) => format.phone(phoneNumber),
    },
    { key: 'group', header: t('column.group'), width: '90px', align: 'end', cell: (row) => format.number(row.group) },
  ];
  if (list.phase === 'filling') return <Empty icon={IconUsers} title={t('fillingTitle')} />;
  return (
    <>
      {list.groups > 1 && (
        <Group mb="sm">
          <Select
            aria-label={t('column.group')}
            placeholder={t('allGroups')}
            data={Array.from({ length: list.groups }, (_, index) => ({
              value: String(index + 1),
              label: t('group', { n: format.number(index + 1) }),
            }))}
            value={group ? String(group) : null}
            onChange={(value) => onGroup(value ?? undefined)}
            clearable
            searchable
            limit={200}
            w={200}
          />
        </Group>
      )}
      <DataTable
        label={t('tab.members')}
        columns={columns}
        rows={members}
        rowKey={(row) => row.contactId}
        height="480px"
        onOpen={(row) => void navigate({ to: '/contacts/$id', params: { id: row.contactId } })}
        empty={<Empty icon={IconUsers} title={t('noMembers')} />}
      />
    </>
  );
}
