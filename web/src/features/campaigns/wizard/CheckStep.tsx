import { Button, Grid, Group, SegmentedControl, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Asked, Lines } from '../../../ui/Asked';
import { ask } from '../../../ui/ask';
import { Notice } from '../../../ui/Notice';
import { done } from '../../../ui/problems';
import { isGrowing } from '../calls/campaign';
import { type Check, useCheck } from '../calls/checkCampaign';
import { useMoveCampaign } from '../calls/moveCampaign';
import { PersonPreview } from '../PersonPreview';
import { Result } from './check/Result';
import { messageOf } from './message';
import type { Step, StepProps } from './step';
import classes from './Wizard.module.css';

/** The last look: who will get it, who not and why, how long it takes. Then it goes. */
export function CheckStep({ campaign, save, onGo }: StepProps & { onGo: (step: Step) => void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const navigate = useNavigate();
  const { start: asked } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const start = campaign.scheduledStart ?? asked;
  const growing = isGrowing(campaign);
  const check = useCheck(campaign, start, !growing);
  const move = useMoveCampaign(campaign.id);
  const [shown, setShown] = useState(0);
  const [scheduling, setScheduling] = useState(false);
  const messages = messageOf(campaign).variants;
  const message = messages[shown] ?? messages[0];
  const leave = () => void navigate({ to: '/campaigns/$id', params: { id: campaign.id } });
  const passed = Boolean(start && new Date(start) <= new Date());

  const go = (data: Check) => {
    const n = format.number(data.willGet);
    if (start && campaign.state === 'scheduled') return leave();
    if (start)
      return void (async () => {
        setScheduling(true);
        const ok = await save({ scheduledStart: start });
        setScheduling(false);
        if (!ok) return;
        done(t('check.scheduled', { at: format.dateTime(start) }));
        leave();
      })();
    ask(
      {
        title: t('ask.start', { name: campaign.name }),
        children: t('ask.startAbout', { count: data.willGet, n }),
        confirm: t('action.start'),
        danger: false,
      },
      () => move.mutate({ move: 'start', skipIncomplete: campaign.skipIncomplete }, { onSuccess: leave }),
    );
  };
  const label = !start
    ? t('check.start')
    : campaign.state === 'scheduled'
      ? t('check.done')
      : t('check.schedule', { at: format.dateTime(start) });

  return (
    <>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          {growing ? (
            <Notice color="blue" busy role="status">
              <Text size="sm">{t(`phase.${campaign.audience.phase}`, t('phase.expanding'))}</Text>
              <Text size="sm" c="dimmed">
                {t('recipientsCount', { count: campaign.audience.total, n: format.number(campaign.audience.total) })}
              </Text>
            </Notice>
          ) : (
            <Asked query={check} loading={<Lines count={6} height={32} />}>
              {(data) => (
                <Result
                  campaign={campaign}
                  check={data}
                  passed={passed}
                  start={start}
                  asking={check.isFetching}
                  again={() => void check.refetch()}
                  save={save}
                  onGo={onGo}
                />
              )}
            </Asked>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          {messages.length > 1 && (
            <SegmentedControl
              mb="sm"
              fullWidth
              maw={340}
              mx="auto"
              display="flex"
              aria-label={t('column.variant')}
              data={messages.map((one, index) => ({ value: String(index), label: one.name }))}
              value={String(shown)}
              onChange={(value) => setShown(Number(value))}
            />
          )}
          {message && <PersonPreview campaign={campaign} message={message} />}
        </Grid.Col>
      </Grid>
      <Group justify="space-between" className={classes.foot}>
        <Button variant="default" onClick={() => onGo('sending')}>
          {t('wizard.back')}
        </Button>
        <Group gap="sm">
          {campaign.state === 'draft' && (
            <Button variant="subtle" color="gray" onClick={leave} visibleFrom="xs">
              {t('check.keep')}
            </Button>
          )}
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => check.data && go(check.data)}
            loading={move.isPending || scheduling}
            disabled={!check.data?.canStart || growing || passed}
          >
            {label}
          </Button>
        </Group>
      </Group>
    </>
  );
}
