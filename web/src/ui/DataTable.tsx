import { Box, Loader, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Lines } from './Asked';
import classes from './DataTable.module.css';
import { Failed } from './Failed';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  /** A width of CSS grid: 2fr, 120px, minmax(…). */
  width: string;
  align?: 'end';
  /** Left out on narrow screens. */
  wide?: boolean;
  /** Where the header sorts the list: which way it does so now. */
  sorted?: 'ascending' | 'descending';
  cell: (row: Row) => ReactNode;
}

/** What useInfiniteQuery over a cursor list gives. */
interface Pages<Row> {
  data?: { pages: readonly { items: readonly Row[] }[] };
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface Props<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: Pages<Row>;
  rowKey: (row: Row) => string;
  rowHeight?: number;
  onOpen?: (row: Row) => void;
  empty: ReactNode;
  height?: string;
}

/** A list of any length: rows come page by page while one scrolls, and only those in view are in the document. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowHeight = 48,
  onOpen,
  empty,
  height = 'calc(100dvh - 260px)',
}: Props<Row>) {
  const { t } = useTranslation('ui');
  const scroller = useRef<HTMLDivElement>(null);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown[shown.length - 1]?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = rows;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !error && last >= items.length - 20) fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, error, last, items.length]);

  if (!rows.data && rows.isPending && !rows.error) return <Lines count={8} height={28} />;
  if (!rows.data) return <Failed problem={rows.error} retry={() => rows.refetch()} />;
  if (items.length === 0) return empty;

  const all = columns.map((column) => column.width).join(' ');
  const narrow = columns
    .filter((column) => !column.wide)
    .map((column) => column.width)
    .join(' ');
  const open = (row: Row) => (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row);
  };
  const cellClass = (column: Column<Row>) =>
    `${classes.cell} ${column.align === 'end' ? classes.end : ''} ${column.wide ? classes.wide : ''}`;

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={{ '--height': height, '--all': all, '--narrow': narrow } as never}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <div role="table" aria-label={label} aria-rowcount={hasNextPage ? -1 : items.length + 1}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" className={classes.row} aria-rowindex={1}>
            {columns.map((column) => (
              <div key={column.key} role="columnheader" aria-sort={column.sorted} className={cellClass(column)}>
                {column.header}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {shown.map((place) => {
            const row = items[place.index] as Row;
            return (
              <div
                key={rowKey(row)}
                role="row"
                aria-rowindex={place.index + 2}
                className={`${classes.row} ${classes.body} ${onOpen ? classes.opens : ''}`}
                style={{ height: place.size, transform: `translateY(${place.start}px)` }}
                tabIndex={onOpen ? 0 : undefined}
                onClick={onOpen && (() => onOpen(row))}
                onKeyDown={onOpen && open(row)}
              >
                {columns.map((column) => (
                  <div key={column.key} role="cell" className={cellClass(column)}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <Box className={classes.foot} aria-live="polite">
        {isFetchingNextPage && <Loader size="xs" aria-label={t('loading')} />}
        {Boolean(error) && <Failed problem={error} retry={() => rows.fetchNextPage()} />}
        {!hasNextPage && items.length > 20 && (
          <Text size="xs" c="dimmed">
            {t('table.end', { count: items.length })}
          </Text>
        )}
      </Box>
    </div>
  );
}
