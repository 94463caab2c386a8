import { ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Figures } from '../calls/campaignStats';

/** The same figures by the way they went. */
export function Drivers({ figures }: { figures: Figures }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const columns = ['sent', 'delivered', 'read', 'failed'] as const;
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('drivers.title') }}>
      <Table verticalSpacing="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('drivers.driver')}</Table.Th>
            {columns.map((key) => (
              <Table.Th key={key} ta="end">
                {t(`variants.${key}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(figures.byDriver).map(([driver, funnel]) => (
            <Table.Tr key={driver}>
              <Table.Th scope="row">{driver}</Table.Th>
              {columns.map((key) => (
                <Table.Td key={key} ta="end">
                  {format.number(funnel[key])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
