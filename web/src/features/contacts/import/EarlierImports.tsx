import { ActionIcon, Text, Title, Tooltip } from '@mantine/core';
import { IconHistory, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { ask } from '../../../ui/ask';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import { isOver } from '../job';
import { useAddress } from '../useAddress';
import type { Import } from './getImport';
import { useDeleteImport, useImports } from './listImports';

/** Files of before: what became of them, and uploads that wait to be started. */
export function EarlierImports() {
  const { t } = useTranslation(['contacts', 'ui']);
  const { number, ago, dateTime } = useFormat();
  const [, change] = useAddress();
  const rows = useImports();
  const forget = useDeleteImport();

  const remove = (view: Import) =>
    ask(
      {
        title: t('imports.forget.title', { file: view.fileName }),
        children: t(view.state === 'uploaded' ? 'imports.forget.upload' : 'imports.forget.text'),
        confirm: t('imports.forget.confirm'),
      },
      () => forget.mutate(view.id, { onError: (problem) => tell(problem) }),
    );

  const columns: Column<Import>[] = [
    {
      key: 'file',
      header: t('imports.file'),
      width: 'minmax(0, 2fr)',
      cell: (view) => (
        <Text size="sm" fw={500} truncate title={view.fileName}>
          {view.fileName}
        </Text>
      ),
    },
    {
      key: 'target',
      header: t('imports.goes'),
      width: '110px',
      wide: true,
      cell: (view) => t(view.target === 'blocklist' ? 'blocklist.title' : 'title'),
    },
    { key: 'state', header: t('imports.state'), width: '110px', cell: (view) => <State of={view.state} /> },
    {
      key: 'new',
      header: t('imports.figure.created'),
      width: '90px',
      align: 'end',
      wide: true,
      cell: (view) => (view.jobId ? number(view.counts.created) : '–'),
    },
    {
      key: 'rejected',
      header: t('imports.figure.rejected'),
      width: '90px',
      align: 'end',
      wide: true,
      cell: (view) => (view.jobId ? number(view.counts.rejected) : '–'),
    },
    {
      key: 'when',
      header: t('imports.when'),
      width: '130px',
      align: 'end',
      wide: true,
      cell: (view) => <span title={`${dateTime(view.createdAt)} · ${view.createdBy}`}>{ago(view.createdAt)}</span>,
    },
    {
      key: 'remove',
      header: '',
      width: '28px',
      cell: (view) =>
        (view.state === 'uploaded' || isOver(view.state)) && (
          <Tooltip label={t('imports.forget.confirm')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('imports.forget.of', { file: view.fileName })}
              onClick={(event) => {
                event.stopPropagation();
                remove(view);
              }}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ),
    },
  ];

  return (
    <section aria-labelledby="earlier">
      <Title order={2} size="h4" id="earlier" mt="xl" mb="sm">
        {t('imports.earlier')}
      </Title>
      <DataTable
        label={t('imports.earlier')}
        columns={columns}
        rows={rows}
        rowKey={(view) => view.id}
        onOpen={(view) => change({ id: view.id }, true)}
        height="420px"
        empty={<Empty icon={IconHistory} title={t('imports.none')} />}
      />
    </section>
  );
}
