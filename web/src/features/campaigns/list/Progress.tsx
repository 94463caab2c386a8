import { Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { FlowCell } from '../../../ui/Flow/FlowBar';
import type { Campaign } from '../calls/campaign';
import { useCampaignStats } from '../calls/campaignStats';

/** A row's own figures: only rows in view ask for them, and only those whose campaign moves ask again. */
export function Progress({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const waits = campaign.state === 'draft' || campaign.state === 'scheduled';
  const stats = useCampaignStats(campaign.id, !waits);
  if (waits)
    return (
      <Text size="sm" c="dimmed">
        {t('recipientsCount', { count: campaign.audience.total, n: format.number(campaign.audience.total) })}
      </Text>
    );
  return stats.data ? <FlowCell figures={stats.data} /> : <Skeleton height={8} radius="xl" />;
}
