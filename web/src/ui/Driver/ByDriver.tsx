import { ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { recommended, useDriverName } from './driverName';

type Figures = Readonly<Record<'sent' | 'delivered' | 'read' | 'failed' | 'failedAttempts', number>>;

interface Props<Of extends Figures> {
  of: Readonly<Record<string, Of>>;
  /** One more column, where there is something more to tell. */
  more?: { name: string; value: (figures: Of) => string };
}

const columns = ['sent', 'delivered', 'read', 'failed', 'failedAttempts'] as const;

/** What went through each driver and what came of it. */
export function ByDriver<Of extends Figures>({ of, more }: Props<Of>) {
  const { t } = useTranslation('ui/Driver');
  const format = useFormat();
  const nameOf = useDriverName();
  const drivers = Object.entries(of).sort(([one], [other]) => recommended(one, other));
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('byDriver') }}>
      <Table verticalSpacing="xs" style={{ fontVariantNumeric: 'tabular-nums' }} aria-label={t('byDriver')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('choice')}</Table.Th>
            {columns.map((key) => (
              <Table.Th key={key} ta="end" title={key === 'failedAttempts' ? t('figureAbout.failedAttempts') : undefined}>
                {t(`figure.${key}`)}
              </Table.Th>
            ))}
            {more && <Table.Th ta="end">{more.name}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {drivers.map(([driver, figures]) => (
            <Table.Tr key={driver}>
              <Table.Th scope="row" fw={500} miw={140}>
                {nameOf(driver)}
              </Table.Th>
              {columns.map((key) => (
                <Table.Td key={key} ta="end">
                  <Text span inherit c={key === 'failed' && figures[key] > 0 ? 'red' : undefined}>
                    {format.number(figures[key])}
                  </Text>
                </Table.Td>
              ))}
              {more && <Table.Td ta="end">{more.value(figures)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
