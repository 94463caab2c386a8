import { Badge, Group, ScrollArea, Table, Text } from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Campaign } from '../calls/campaign';
import type { Figures } from '../calls/campaignStats';
import { leaderOf } from './variants';

/** The variants side by side: shares of those it was sent to, and which one won or leads. */
export function Variants({ campaign, figures }: { campaign: Campaign; figures: Figures }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const rule = campaign.winnerRule;
  const leader = leaderOf(figures.byVariant, rule?.by ?? 'read');
  const share = (amount: number, sent: number) => (sent > 0 ? format.percent(amount / sent) : '–');
  return (
    <>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('variants.title') }}>
        <Table verticalSpacing="xs" miw={520} withRowBorders style={{ fontVariantNumeric: 'tabular-nums' }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.variant')}</Table.Th>
              {(['sent', 'delivered', 'read', 'replied', 'optedOut', 'failed'] as const).map((key) => (
                <Table.Th key={key} ta="end">
                  {t(`variants.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.byVariant.map((one) => (
              <Table.Tr key={one.name}>
                <Table.Th scope="row">
                  <Group gap="xs" wrap="nowrap">
                    {one.name}
                    {campaign.winner === one.name && (
                      <Badge color="teal" variant="light" radius="sm" tt="none" leftSection={<IconTrophy size={12} aria-hidden />}>
                        {t('variants.winner')}
                      </Badge>
                    )}
                    {!campaign.winner && leader === one.name && (
                      <Badge color="gray" variant="light" radius="sm" tt="none">
                        {t('variants.leads')}
                      </Badge>
                    )}
                  </Group>
                </Table.Th>
                <Table.Td ta="end">{format.number(one.sent)}</Table.Td>
                <Table.Td ta="end">{share(one.delivered, one.sent)}</Table.Td>
                <Table.Td ta="end">{share(one.read, one.sent)}</Table.Td>
                <Table.Td ta="end">{share(one.replied, one.sent)}</Table.Td>
                <Table.Td ta="end">{share(one.optedOut, one.sent)}</Table.Td>
                <Table.Td ta="end">{format.number(one.failed)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Text size="xs" c="dimmed" mt="xs">
        {campaign.winner
          ? t('variants.won', { name: campaign.winner, at: campaign.winnerAt ? format.dateTime(campaign.winnerAt) : '' })
          : rule
            ? t(`variants.rule_${rule.by}`, { n: format.number(rule.afterSent) })
            : t('variants.noRule')}
      </Text>
    </>
  );
}
