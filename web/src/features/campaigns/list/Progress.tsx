import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { FlowCell } from '../../../ui/Flow/FlowBar';
import type { Campaign } from '../calls/campaign';

/** How far it is, from the figures that came with the list. */
export function Progress({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const waits = campaign.state === 'draft' || campaign.state === 'scheduled';
  if (waits || !campaign.figures)
    return (
      <Text size="sm" c="dimmed">
        {t('recipientsCount', { count: campaign.audience.total, n: format.number(campaign.audience.total) })}
      </Text>
    );
  return <FlowCell figures={campaign.figures} />;
}
