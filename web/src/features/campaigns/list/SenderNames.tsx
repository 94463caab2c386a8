import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../calls/campaign';
import { useSenders } from '../calls/senders';

/** Who sends it, by name; all of them when none was chosen. */
export function SenderNames({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const senders = useSenders();
  const ids = campaign.senderIds as string[] | null | undefined;
  if (!ids) return <Text size="sm">{t('allSenders')}</Text>;
  const names = ids.map((id) => senders.data?.find((sender) => sender.id === id)?.name).filter(Boolean);
  const text = names.length === ids.length ? names.join(', ') : t('sendersCount', { count: ids.length });
  return (
    <Text size="sm" truncate title={text}>
      {text}
    </Text>
  );
}
