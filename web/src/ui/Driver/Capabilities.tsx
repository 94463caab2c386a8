import { ScrollArea, Stack, Table, Text } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useFormat } from '../../lib/format';
import classes from './Capabilities.module.css';
import { useDriverName } from './driverName';
import { groups, rows, type Value } from './facts';

interface Props {
  drivers: readonly { name: string; capabilities: Schema<'ChannelCapabilities'> }[];
  /** Below each driver's name. */
  under?: (driver: string) => ReactNode;
}

/** What drivers can do, side by side: all of it from what they say of themselves. */
export function Capabilities({ drivers, under }: Props) {
  const { t } = useTranslation('ui/Driver');
  const nameOf = useDriverName();
  const noteOf = (key: string) => {
    // A rule that none of them has needs no explaining.
    if (key === 'fact.window' && !drivers.some(({ capabilities }) => capabilities.freeFormWindow)) return '';
    return key.startsWith('fact.') ? t(key.replace('fact.', 'factAbout.'), '') : '';
  };
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('table') }}>
      <Table verticalSpacing={6} className={classes.table} aria-label={t('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('can')}</Table.Th>
            {drivers.map(({ name }) => (
              <Table.Th key={name} className={classes.value}>
                <Stack gap={4} align="flex-start">
                  {nameOf(name)}
                  {under?.(name)}
                </Stack>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Fragment key={group}>
              <Table.Tr className={classes.group}>
                <Table.Th scope="colgroup" colSpan={drivers.length + 1}>
                  <Text size="xs" c="dimmed" fw={600}>
                    {t(`group.${group}`)}
                  </Text>
                </Table.Th>
              </Table.Tr>
              {rows
                .filter((row) => row.group === group)
                .map((row) => (
                  <Table.Tr key={row.key}>
                    <Table.Th scope="row" fw={400}>
                      <Text size="sm">{t(row.key)}</Text>
                      {noteOf(row.key) && (
                        <Text size="xs" c="dimmed" maw={260}>
                          {noteOf(row.key)}
                        </Text>
                      )}
                    </Table.Th>
                    {drivers.map(({ name, capabilities }) => (
                      <Table.Td key={name}>
                        <Words of={row.of(capabilities)} />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Words({ of: value }: { of: Value }) {
  const { t } = useTranslation('ui/Driver');
  const format = useFormat();
  switch (value.is) {
    case 'yes':
      return <IconCheck size={18} color="var(--mantine-color-teal-6)" role="img" aria-label={t('yes')} />;
    case 'no':
      return <IconMinus size={18} color="var(--mantine-color-dimmed)" role="img" aria-label={t('no')} />;
    case 'always':
      return t('always');
    case 'hours':
      return t('within', { hours: format.number(value.amount) });
    case 'bytes':
      return t('upTo', { size: format.bytes(value.amount) });
    case 'characters':
      return t('upTo', { size: t('characters', { n: format.number(value.amount) }) });
    case 'number':
      return format.number(value.amount);
    case 'ways':
      return value.ways.map((way) => t(way)).join(', ');
  }
}
