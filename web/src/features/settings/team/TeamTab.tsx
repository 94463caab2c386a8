import { Badge, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconShieldCheck, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { useMe } from '../../../lib/me';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { TabHead } from '../TabHead';
import { useUsers } from './calls';
import { InviteDialog } from './InviteDialog';
import { PersonMenu } from './PersonMenu';
import { ResetDialog } from './ResetDialog';

export type Person = Schema<'ListUsersItem'>;

export function TeamTab() {
  const { t } = useTranslation(['settings', 'app']);
  const format = useFormat();
  const me = useMe();
  const rows = useUsers();
  const [inviting, setInviting] = useState(false);
  const [reset, setReset] = useState<Person | null>(null);
  const people = rows.data?.pages.flatMap((page) => page.items) ?? [];
  // Only what is known for sure: with more pages to come there may be more owners.
  const owners = rows.hasNextPage ? Number.POSITIVE_INFINITY : people.filter((person) => person.role === 'owner').length;

  const columns: Column<Person>[] = [
    {
      key: 'person',
      header: t('team.person'),
      width: 'minmax(0, 2fr)',
      cell: (person) => (
        <div style={{ minWidth: 0 }}>
          <Group gap={6} wrap="nowrap">
            <Text size="sm" fw={500} truncate title={person.name ?? person.email}>
              {person.name ?? person.email}
            </Text>
            {person.id === me.user?.id && (
              <Badge size="sm" variant="default" tt="none" fw={500} style={{ flexShrink: 0 }}>
                {t('team.you')}
              </Badge>
            )}
          </Group>
          {person.name && (
            <Text size="xs" c="dimmed" truncate title={person.email}>
              {person.email}
            </Text>
          )}
        </div>
      ),
    },
    { key: 'role', header: t('team.role'), width: '90px', cell: (person) => t(`app:role.${person.role}`) },
    {
      key: 'factor',
      header: t('team.factor'),
      width: '130px',
      wide: true,
      cell: (person) =>
        person.twoFactor ? (
          <Group gap={6} wrap="nowrap">
            <IconShieldCheck size={16} color="var(--mantine-color-teal-7)" aria-hidden />
            {t('team.factorOn')}
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t('team.factorOff')}
          </Text>
        ),
    },
    {
      key: 'seen',
      header: t('team.seen'),
      width: '190px',
      wide: true,
      cell: (person) => (
        <div>
          {person.lastSignInAt ? (
            <Tooltip label={format.dateTime(person.lastSignInAt)}>
              <Text size="sm" w="fit-content">
                {format.ago(person.lastSignInAt)}
              </Text>
            </Tooltip>
          ) : (
            <Text size="sm" c="dimmed">
              {t('team.never')}
            </Text>
          )}
          {person.mustChangePassword && (
            <Text size="xs" c="dimmed">
              {t('team.given')}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: 'actions',
      header: '',
      width: '40px',
      align: 'end',
      cell: (person) => <PersonMenu person={person} owners={owners} onReset={() => setReset(person)} />,
    },
  ];

  return (
    <>
      <TabHead
        title={t('tab.team')}
        about={t('team.about')}
        action={
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
            {t('team.invite')}
          </Button>
        }
      />
      <DataTable
        label={t('tab.team')}
        columns={columns}
        rows={rows}
        rowKey={(person) => person.id}
        rowHeight={56}
        height="calc(100dvh - 290px)"
        empty={<Empty icon={IconUsers} title={t('team.none')} />}
      />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {reset && <ResetDialog person={reset} onClose={() => setReset(null)} />}
    </>
  );
}
