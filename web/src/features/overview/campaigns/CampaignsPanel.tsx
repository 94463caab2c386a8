import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { Asked, Lines } from '../../../ui/Asked';
import { useCampaignStats, useRunningCampaigns } from '../calls';
import { Panel } from '../Panel';
import classes from './CampaignsPanel.module.css';

const SHOWN = 5;

export function CampaignsPanel() {
  const { t } = useTranslation('overview');
  const query = useRunningCampaigns(SHOWN);
  const campaigns = query.data?.items ?? [];
  const stats = useCampaignStats(campaigns.map((campaign) => campaign.id));
  return (
    <Panel title={t('campaigns.title')} more={{ to: '/campaigns', label: t('campaigns.all') }}>
      <Asked query={query} loading={<Lines count={2} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Group gap="sm">
              <Text size="sm" c="dimmed">
                {t('campaigns.none')}
              </Text>
              <Button component={Link} to="/campaigns?state=draft" variant="subtle" size="compact-sm">
                {t('campaigns.drafts')}
              </Button>
            </Group>
          ) : (
            <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((campaign, index) => (
                <li key={campaign.id}>
                  <Line campaign={campaign} figures={stats[index]?.data} />
                </li>
              ))}
              {query.data?.nextCursor && (
                <Text size="sm" c="dimmed" mt={4}>
                  {t('campaigns.more')}
                </Text>
              )}
            </Stack>
          )
        }
      </Asked>
    </Panel>
  );
}

function Line({ campaign, figures }: { campaign: Schema<'CampaignView'>; figures?: Schema<'CampaignFigures'> }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const total = figures?.total ?? campaign.audience.total;
  const ended = figures ? total - figures.pending : 0;
  const share = total > 0 ? ended / total : 0;
  return (
    <Link to={`/campaigns/${campaign.id}` as string} className={classes.line}>
      <Group justify="space-between" gap="sm" mb={6}>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {campaign.name}
        </Text>
        {figures && (
          <Text size="xs" c="dimmed">
            {[
              t('campaigns.rate', { rate: format.rate(figures.perSecond) }),
              figures.estimatedEnd &&
                t('campaigns.left', { time: format.duration((Date.parse(figures.estimatedEnd) - Date.now()) / 1000) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        )}
      </Group>
      <Progress value={share * 100} size="sm" color="parley" aria-label={t('campaigns.progress', { name: campaign.name })} />
      <Group justify="space-between" gap="sm" mt={6}>
        <Text size="xs" c="dimmed">
          {figures ? t('campaigns.done', { ended: format.number(ended), total: format.number(total) }) : ' '}
        </Text>
        {figures && figures.failed > 0 && (
          <Text size="xs" c="red.9" className={classes.failed}>
            {t('campaigns.failed', { amount: format.number(figures.failed) })}
          </Text>
        )}
      </Group>
    </Link>
  );
}
