import { Skeleton, Stack, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Asked, Lines } from '../../ui/Asked';
import { Back } from '../../ui/Back';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import { type Campaign, useCampaign } from './calls/campaign';
import { useCampaignStats } from './calls/campaignStats';
import { Actions } from './detail/Actions';
import { ProgressTab } from './detail/ProgressTab';
import { RecipientsTab } from './detail/RecipientsTab';
import { SetupTab } from './detail/SetupTab';

const tabs = ['progress', 'recipients', 'setup'] as const;

export default function CampaignPage() {
  const { t } = useTranslation(['campaigns', 'ui/Flow', 'ui/Reasons', 'ui/Why']);
  const { id } = useParams({ strict: false }) as { id: string };
  const campaign = useCampaign(id);
  const stats = useCampaignStats(id);
  const before = <Back to="/campaigns">{t('title')}</Back>;
  const one = campaign.data;
  return (
    <Page
      title={one?.name ?? t('campaign')}
      before={before}
      beside={one && <State of={one.state} />}
      about={one ? <When campaign={one} /> : undefined}
      actions={one && <Actions campaign={one} figures={stats.data} />}
    >
      <Asked
        query={campaign}
        loading={
          <Stack>
            <Skeleton height={36} width={280} />
            <Lines count={6} height={28} />
          </Stack>
        }
      >
        {(data) => <Content campaign={data} stats={stats} />}
      </Asked>
    </Page>
  );
}

function Content({ campaign, stats }: { campaign: Campaign; stats: ReturnType<typeof useCampaignStats> }) {
  const { t } = useTranslation('campaigns');
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const waits = campaign.state === 'draft' || campaign.state === 'scheduled';
  const tab = tabs.find((one) => one === search.tab) ?? (waits ? 'setup' : 'progress');
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(value) =>
        void navigate({ to: '/campaigns/$id', params: { id: campaign.id }, search: { tab: value ?? undefined }, replace: true })
      }
    >
      <Tabs.List mb="lg">
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="progress">
        <Asked query={stats}>{(figures) => <ProgressTab campaign={campaign} figures={figures} />}</Asked>
      </Tabs.Panel>
      <Tabs.Panel value="recipients">
        <RecipientsTab campaign={campaign} moment={stats.dataUpdatedAt} />
      </Tabs.Panel>
      <Tabs.Panel value="setup">
        <SetupTab campaign={campaign} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Since when it runs, or when it will: one line below its name. */
function When({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { startedAt, finishedAt, scheduledStart, updatedAt } = campaign;
  if (finishedAt) return <>{t('when.finished', { at: format.dateTime(finishedAt) })}</>;
  if (startedAt) return <>{t('when.started', { at: format.dateTime(startedAt) })}</>;
  if (scheduledStart) return <>{t('when.scheduled', { at: format.dateTime(scheduledStart), in: format.ago(scheduledStart) })}</>;
  return <>{t('when.changed', { ago: format.ago(updatedAt) })}</>;
}
