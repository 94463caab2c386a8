import { Box, Grid, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useSaid } from '../../../lib/sentences/useSaid';
import { ByDriver } from '../../../ui/Driver/ByDriver';
import { Figure } from '../../../ui/Figure';
import { FlowBar, FlowKey } from '../../../ui/Flow/FlowBar';
import { flowOf } from '../../../ui/Flow/figures';
import { Notice } from '../../../ui/Notice';
import { type Campaign, isGrowing } from '../calls/campaign';
import type { Figures } from '../calls/campaignStats';
import { Course } from './Course';
import { Funnel } from './Funnel';
import { Variants } from './Variants';
import { Why } from './Why';

/** How the campaign stands: how far it is, how fast, who got it, and why others did not. */
export function ProgressTab({ campaign, figures }: { campaign: Campaign; figures: Figures }) {
  const { t } = useTranslation(['campaigns', 'ui/Flow']);
  const format = useFormat();
  const said = useSaid();
  const navigate = useNavigate();
  const { done, share } = flowOf(figures);
  const running = campaign.state === 'running';
  const sentOf = (amount: number) => (figures.sent > 0 ? format.percent(Math.min(1, amount / figures.sent)) : '–');
  const replied = figures.byVariant.reduce((sum, variant) => sum + variant.replied, 0);
  return (
    <Stack gap="lg">
      {campaign.problem && <Notice color="red" icon={IconInfoCircle} title={said(campaign.problem)} />}
      {isGrowing(campaign) && (
        <Notice color="blue" icon={IconInfoCircle}>
          {t(`phase.${campaign.audience.phase}`, t('phase.expanding'))}
        </Notice>
      )}
      {campaign.state === 'waiting_for_login' && (
        <Notice color="orange" icon={IconInfoCircle}>
          {t('waitingForLogin')}
        </Notice>
      )}
      <Box>
        <Group justify="space-between" mb={6} gap="xs">
          <Text size="sm" fw={600}>
            {t('ui/Flow:done', { done: format.number(done), total: format.number(figures.total) })}
          </Text>
          <Text size="sm" c="dimmed">
            {format.percent(share)}
          </Text>
        </Group>
        <FlowBar figures={figures} height={12} />
        <Box mt="xs">
          <FlowKey figures={figures} />
        </Box>
      </Box>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        <Figure
          name={t('figure.rate')}
          value={running ? format.rate(figures.perSecond) : '–'}
          note={running ? t('figure.rateNote') : t('figure.notRunning')}
        />
        <Figure
          name={t('figure.end')}
          value={
            campaign.finishedAt
              ? format.time(campaign.finishedAt)
              : figures.estimatedEnd && running
                ? format.time(figures.estimatedEnd)
                : '–'
          }
          note={
            campaign.finishedAt
              ? t('figure.ended', { when: format.ago(campaign.finishedAt) })
              : figures.estimatedEnd && running
                ? t('figure.endNote', { when: format.ago(figures.estimatedEnd) })
                : t('figure.noEnd')
          }
        />
        <Figure
          name={t('figure.delivered')}
          value={sentOf(figures.delivered)}
          note={t('figure.of', { n: format.number(figures.delivered) })}
        />
        <Figure name={t('figure.read')} value={sentOf(figures.read)} note={t('figure.of', { n: format.number(figures.read) })} />
        <Figure name={t('figure.replied')} value={sentOf(replied)} note={t('figure.of', { n: format.number(replied) })} />
        <Figure
          name={t('figure.failed')}
          value={format.number(figures.failed)}
          color={figures.failed > 0 ? 'red' : undefined}
          note={figures.retried > 0 ? t('figure.retried', { n: format.number(figures.retried) }) : undefined}
        />
      </SimpleGrid>
      <Section title={t('course.title')}>
        <Course campaign={campaign} />
      </Section>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Section title={t('funnel.title')}>
            <Funnel figures={figures} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Section title={t('why.title')}>
            <Why
              figures={figures}
              onOpen={(reason, state) =>
                void navigate({ to: '/campaigns/$id', params: { id: campaign.id }, search: { tab: 'recipients', reason, state } })
              }
            />
          </Section>
        </Grid.Col>
      </Grid>
      {campaign.variants.length > 1 && (
        <Section title={t('variants.title')}>
          <Variants campaign={campaign} figures={figures} />
        </Section>
      )}
      {Object.keys(figures.byDriver).length > 0 && (
        <Section title={t('drivers.title')}>
          <ByDriver of={figures.byDriver} />
        </Section>
      )}
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" h="100%" style={{ minWidth: 0 }}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}
