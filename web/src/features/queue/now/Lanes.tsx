import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Stats } from '../calls/queueStats';
import { Count, CountTable } from './CountTable';

const all = [0, 1, 2, 3, 4];
const figures = ['waiting', 'sending', 'held'] as const;

/** What waits in each lane; the first goes first. */
export function Lanes({ stats }: { stats: Stats }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  return (
    <CountTable
      title={t('lanes.title')}
      heads={[t('lanes.lane'), ...figures.map((key) => t(`figure.${key}`))]}
      about={
        <Text size="xs" c="dimmed" mt="xs">
          {t('lanes.about')}
        </Text>
      }
    >
      {all.map((lane) => {
        const of = stats.lanes.find((one) => one.lane === lane);
        return (
          <Table.Tr key={lane}>
            <Table.Td>
              <Text size="sm">{t(`lanes.${lane}`)}</Text>
            </Table.Td>
            {figures.map((key) => (
              <Count key={key} of={of?.[key] ?? 0}>
                {format.number(of?.[key] ?? 0)}
              </Count>
            ))}
          </Table.Tr>
        );
      })}
    </CountTable>
  );
}
