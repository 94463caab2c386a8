import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Stats } from '../calls/queueStats';

const all = [0, 1, 2, 3, 4];

/** What waits in each lane; the first goes first. */
export function Lanes({ stats }: { stats: Stats }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('lanes.title')}
      </Title>
      <Table verticalSpacing="xs" aria-label={t('lanes.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th fz="xs" fw={600} c="dimmed">
              {t('lanes.lane')}
            </Table.Th>
            {(['waiting', 'sending', 'held'] as const).map((key) => (
              <Table.Th fz="xs" fw={600} c="dimmed" key={key} ta="end">
                {t(`figure.${key}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map((lane) => {
            const of = stats.lanes.find((one) => one.lane === lane);
            return (
              <Table.Tr key={lane}>
                <Table.Td>
                  <Text size="sm">{t(`lanes.${lane}`)}</Text>
                </Table.Td>
                {(['waiting', 'sending', 'held'] as const).map((key) => (
                  <Table.Td key={key} ta="end" c={of?.[key] ? undefined : 'dimmed'} style={{ fontVariantNumeric: 'tabular-nums' }}>
                    {format.number(of?.[key] ?? 0)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="xs">
        {t('lanes.about')}
      </Text>
    </section>
  );
}
