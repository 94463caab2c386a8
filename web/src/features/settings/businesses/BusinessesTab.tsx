import { Button, Text } from '@mantine/core';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { TabHead } from '../TabHead';
import { CreateBusinessDialog } from './CreateBusinessDialog';
import { useTenants } from './calls';

type Tenant = Schema<'ListTenantsItem'>;

export function BusinessesTab() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const rows = useTenants();
  const [creating, setCreating] = useState(false);
  const columns: Column<Tenant>[] = [
    {
      key: 'name',
      header: t('businesses.name'),
      width: 'minmax(0, 2fr)',
      cell: (tenant) => (
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={500} truncate title={tenant.name}>
            {tenant.name}
          </Text>
          <Text size="xs" c="dimmed" truncate title={tenant.slug}>
            {tenant.slug}
          </Text>
        </div>
      ),
    },
    { key: 'users', header: t('businesses.users'), width: '90px', align: 'end', cell: (tenant) => format.number(tenant.users) },
    {
      key: 'since',
      header: t('businesses.since'),
      width: '140px',
      wide: true,
      align: 'end',
      cell: (tenant) => format.date(tenant.createdAt),
    },
  ];
  return (
    <>
      <TabHead
        title={t('tab.businesses')}
        about={t('businesses.about')}
        action={
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
            {t('businesses.create')}
          </Button>
        }
      />
      <DataTable
        label={t('tab.businesses')}
        columns={columns}
        rows={rows}
        rowKey={(tenant) => tenant.id}
        rowHeight={56}
        height="calc(100dvh - 290px)"
        empty={<Empty icon={IconBuildingStore} title={t('businesses.none')} />}
      />
      {creating && <CreateBusinessDialog onClose={() => setCreating(false)} />}
    </>
  );
}
