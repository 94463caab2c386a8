import { Anchor, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { State } from '../../../ui/State';
import type { Stats } from '../calls/queueStats';

const states = ['pending', 'queued', 'retrying', 'sending'];

/** What has not ended yet, by state; a click lists it. */
export function States({ stats }: { stats: Stats }) {
  const { t } = useTranslation(['queue', 'ui']);
  const format = useFormat();
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('states.title')}
      </Title>
      <Table verticalSpacing="xs" aria-label={t('states.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th fz="xs" fw={600} c="dimmed">
              {t('column.state')}
            </Table.Th>
            <Table.Th fz="xs" fw={600} c="dimmed" ta="end">
              {t('states.count')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {states.map((state) => {
            const count = stats.byState[state] ?? 0;
            return (
              <Table.Tr key={state}>
                <Table.Td>
                  <State of={state} size="sm" />
                  <Text span size="sm" c="dimmed" ml="sm">
                    {t(`states.${state}`)}
                  </Text>
                </Table.Td>
                <Table.Td ta="end" c={count ? undefined : 'dimmed'} style={{ fontVariantNumeric: 'tabular-nums' }}>
                  {count > 0 ? (
                    <Anchor
                      inherit
                      aria-label={t('states.list', { n: format.number(count), state: t(`ui:state.${state}`) })}
                      renderRoot={(props) => <Link to="/queue" search={{ tab: 'messages', state }} {...props} />}
                    >
                      {format.number(count)}
                    </Anchor>
                  ) : (
                    format.number(0)
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}
