import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { AudienceName } from './AudienceName';
import type { Campaign } from './calls/campaign';
import { SenderNames } from './list/SenderNames';
import { usePacingName } from './pacing';

/** What was decided about a campaign besides its text. */
export function Decided({ campaign, start, whole = false }: { campaign: Campaign; start?: string; whole?: boolean }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const pacing = usePacingName();
  const { window } = campaign;
  const days = window?.days?.length ? window.days.map((day) => t(`day.${day}`)).join(', ') : t('everyDay');
  const hours = !window ? t('anyTime') : window.from === window.to ? days : `${window.from.slice(0, 5)}–${window.to.slice(0, 5)}, ${days}`;
  const starts = start ?? campaign.scheduledStart;
  const rows: [string, ReactNode][] = [
    [t('setup.audience'), <AudienceName key="a" campaign={campaign} />],
    [t('setup.senders'), <SenderNames key="s" campaign={campaign} />],
    [t('setup.pacing'), pacing(campaign.pacing)],
    [t('setup.hours'), window ? `${hours} (${window.zone === 'recipient' ? t('zoneRecipient') : window.zone})` : hours],
    [t('setup.start'), starts ? format.dateTime(starts) : t('setup.byHand')],
    [t('setup.end'), campaign.scheduledEnd ? format.dateTime(campaign.scheduledEnd) : t('setup.noEnd')],
  ];
  if (whole)
    rows.push(
      [t('setup.typing'), t(campaign.enableTyping == null ? 'typing.own' : campaign.enableTyping ? 'typing.on' : 'typing.off')],
      [t('setup.attempts'), format.number(campaign.attempts)],
      [t('setup.incomplete'), t(campaign.skipIncomplete ? 'setup.skipped' : 'setup.notStarted')],
      [t('setup.created'), `${format.dateTime(campaign.createdAt)} · ${campaign.createdBy}`],
    );
  return (
    <Table verticalSpacing={whole ? 'sm' : 6} layout="fixed">
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w="34%" fw={500} c="dimmed" pl={0} style={{ verticalAlign: 'top' }}>
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
