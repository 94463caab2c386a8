import { Button, Group, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../lib/format';
import { Figure } from '../../../../ui/Figure';
import { Notice } from '../../../../ui/Notice';
import type { Campaign } from '../../calls/campaign';
import type { Check } from '../../calls/checkCampaign';
import { Decided } from '../../Decided';
import { noticesOf } from '../notices';
import { starterText } from '../starter';
import type { Step, StepProps } from '../step';
import { LeftOut } from './LeftOut';

interface Props {
  campaign: Campaign;
  check: Check;
  /** The time at which it was to start has gone by. */
  passed: boolean;
  /** When it is to start by itself. */
  start: string | undefined;
  asking: boolean;
  again: () => void;
  save: StepProps['save'];
  onGo: (step: Step) => void;
}

/** What the check found: figures first, then what stands against it. */
export function Result({ campaign, check: data, passed, start, asking, again, save, onGo }: Props) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { estimate } = data;
  const incomplete = data.willNotGet.find((left) => left.reason === 'variable-missing')?.amount ?? 0;
  const missing = Object.entries(data.missingVariables);
  const notGet = data.given - data.willGet;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <Figure
          name={t('check.willGet')}
          value={format.number(data.willGet)}
          note={t('check.ofGiven', { n: format.number(data.given) })}
          color={data.willGet > 0 ? undefined : 'red'}
        />
        <Figure name={t('check.willNot')} value={format.number(notGet)} note={notGet > 0 ? t('check.whyBelow') : t('check.everybody')} />
        <Figure
          name={t('check.takes')}
          value={estimate.seconds != null ? `~${format.duration(estimate.seconds)}` : '–'}
          note={
            estimate.endsAt ? t('check.until', { at: format.dateTime(estimate.endsAt), count: estimate.senders }) : t('check.noEstimate')
          }
        />
      </SimpleGrid>
      {passed && (
        <Notice color="red" icon={IconAlertTriangle}>
          {t('sending.wrong.startPassed')}
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice
          color={campaign.skipIncomplete ? 'gray' : 'yellow'}
          icon={IconAlertTriangle}
          title={t('check.missing', { count: incomplete, n: format.number(incomplete) })}
        >
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{missing.map(([name, amount]) => `{{${name}}}: ${format.number(amount)}`).join(' · ')}</Text>
            <Switch
              label={t('check.skip')}
              checked={campaign.skipIncomplete}
              onChange={(event) => void save({ skipIncomplete: event.currentTarget.checked })}
            />
            {!campaign.skipIncomplete && (
              <Button variant="white" size="xs" onClick={() => onGo('message')}>
                {t('check.writeDefaults')}
              </Button>
            )}
          </Stack>
        </Notice>
      )}
      {noticesOf(data, campaign, starterText(t), new Date()).map((notice) => (
        <Notice key={notice.key} color={notice.stops ? 'red' : 'yellow'} icon={IconInfoCircle}>
          {t(`notice.${notice.key}`, { count: notice.values?.count ?? 0, n: format.number(notice.values?.count ?? 0) })}
        </Notice>
      ))}
      {data.willNotGet.length > 0 && (
        <section>
          <Title order={2} size="h5" mb="sm">
            {t('check.whyNot')}
          </Title>
          <LeftOut check={data} />
        </section>
      )}
      <section>
        <Group justify="space-between" mb={4} gap="xs">
          <Title order={2} size="h5">
            {t('check.plan')}
          </Title>
          <Button variant="subtle" size="compact-sm" leftSection={<IconRefresh size={14} aria-hidden />} loading={asking} onClick={again}>
            {t('check.again')}
          </Button>
        </Group>
        <Decided campaign={campaign} start={start} />
      </section>
    </Stack>
  );
}
