import { Anchor, Badge, Code, Text, Tooltip } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { TabHead } from '../TabHead';
import { AuditFilters } from './AuditFilters';
import { type AuditFilter, outcomeOf, placeOf } from './audit';
import { useAudit } from './calls';
import { useActionWords } from './words';

type Entry = Schema<'ListAuditItem'>;

const colors = { done: 'gray', refused: 'orange', wrong: 'yellow', broke: 'red' } as const;

export function AuditTab() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const navigate = useNavigate();
  const { actor, action, outcome, from, to, target } = useSearch({ from: '/inside/settings' });
  const filter: AuditFilter = { actor, action, outcome, from, to, target };
  const rows = useAudit(filter);
  const words = useActionWords();
  const set = (next: AuditFilter) => void navigate({ to: '/settings', search: { tab: 'audit', ...next }, replace: true });
  const filtered = Object.values(filter).some(Boolean);

  const columns: Column<Entry>[] = [
    { key: 'at', header: t('audit.at'), width: '190px', wide: true, cell: (entry) => format.dateTime(entry.at) },
    {
      key: 'actor',
      header: t('audit.actor'),
      width: 'minmax(0, 1fr)',
      wide: true,
      cell: (entry) => <span title={entry.actor}>{entry.actor}</span>,
    },
    {
      key: 'what',
      header: t('audit.action'),
      width: 'minmax(0, 1.6fr)',
      cell: (entry) => (
        <div style={{ minWidth: 0 }}>
          <Text size="sm" truncate title={`${words[entry.action] ?? entry.words} · ${entry.actor}`}>
            {words[entry.action] ?? entry.words}
          </Text>
          <Text size="xs" c="dimmed" truncate title={entry.action} visibleFrom="sm">
            {entry.action}
          </Text>
          {/* What has columns of its own on a wide screen. */}
          <Text size="xs" c="dimmed" truncate hiddenFrom="sm">
            {format.dateTime(entry.at)} · {entry.actor}
          </Text>
        </div>
      ),
    },
    {
      key: 'target',
      header: t('audit.target'),
      width: '120px',
      wide: true,
      cell: (entry) => <Target of={entry} onOnly={(id) => set({ ...filter, target: id })} />,
    },
    {
      key: 'outcome',
      header: t('audit.outcome'),
      width: '110px',
      cell: (entry) => (
        <Tooltip label={t('audit.status', { status: entry.status })}>
          <Badge variant="dot" color={colors[outcomeOf(entry.status)]} tt="none" fw={500}>
            {t(`audit.outcomes.${outcomeOf(entry.status)}`)}
          </Badge>
        </Tooltip>
      ),
    },
    {
      key: 'ip',
      header: t('audit.ip'),
      width: '130px',
      wide: true,
      cell: (entry) => <span title={entry.ip ?? ''}>{entry.ip ?? '–'}</span>,
    },
  ];

  return (
    <>
      <TabHead title={t('tab.audit')} about={t('audit.about')} />
      <AuditFilters filter={filter} onChange={set} />
      {target && (
        <Text size="sm" mb="sm">
          {t('audit.only')} <Code>{target}</Code>{' '}
          <Anchor component="button" type="button" size="sm" onClick={() => set({ ...filter, target: undefined })}>
            {t('audit.onlyOff')}
          </Anchor>
        </Text>
      )}
      <DataTable
        label={t('tab.audit')}
        columns={columns}
        rows={rows}
        rowKey={(entry) => entry.id}
        rowHeight={52}
        height="calc(100dvh - 350px)"
        empty={<Empty icon={IconClipboardList} title={t(filtered ? 'audit.noneLike' : 'audit.none')} />}
      />
    </>
  );
}

/** What it was done to: its page where it has one, else all that was done to it. */
function Target({ of: entry, onOnly }: { of: Entry; onOnly: (id: string) => void }) {
  const { t } = useTranslation('settings');
  const [id] = entry.targets;
  if (!id) return <span>–</span>;
  const place = placeOf(entry.action, entry.targets);
  const short = id.length > 12 ? `…${id.slice(-8)}` : id;
  if (place)
    return (
      <Anchor component={Link} to={place} size="sm" title={id}>
        {t('audit.open')}
      </Anchor>
    );
  return (
    <Anchor component="button" type="button" size="sm" title={id} aria-label={t('audit.onlyThis', { id })} onClick={() => onOnly(id)}>
      {short}
    </Anchor>
  );
}
