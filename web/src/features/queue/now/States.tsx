import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { State } from '../../../ui/State';
import type { Stats } from '../calls/queueStats';
import { Count, CountTable } from './CountTable';

const states = ['pending', 'queued', 'retrying', 'sending'];

/** What has not ended yet, by state; a click lists it. */
export function States({ stats }: { stats: Stats }) {
  const { t } = useTranslation(['queue', 'ui']);
  const format = useFormat();
  return (
    <CountTable title={t('states.title')} heads={[t('column.state'), t('states.count')]}>
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
            <Count of={count}>
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
            </Count>
          </Table.Tr>
        );
      })}
    </CountTable>
  );
}
