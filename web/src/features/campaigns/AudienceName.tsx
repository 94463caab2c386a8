import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSegmentChoices } from '../../lib/audiences';
import { useFormat } from '../../lib/format';
import { type Campaign, useCampaign } from './calls/campaign';
import { useImport } from './calls/imports';

/** Whom a campaign is for, in words. */
export function AudienceName({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { source, total } = campaign.audience;
  const count = t('recipientsCount', { count: total, n: format.number(total) });
  return (
    <Text size="sm" component="span">
      {source.importId && <File id={source.importId} />}
      {source.segmentId && <Segment id={source.segmentId} />}
      {source.campaignId && <Earlier id={source.campaignId} />}
      {source.tags && t('audience.tagsNamed', { tags: source.tags.join(', ') })}
      {source.all && t('audience.everyone')}
      {source.contacts != null && t('audience.given')}
      {` · ${count}`}
    </Text>
  );
}

function File({ id }: { id: string }) {
  const { t } = useTranslation('campaigns');
  const file = useImport(id);
  return <>{file.data?.fileName ?? t('audience.file')}</>;
}

function Segment({ id }: { id: string }) {
  const { t } = useTranslation('campaigns');
  const segments = useSegmentChoices();
  return <>{t('audience.segmentNamed', { name: segments.data?.find((one) => one.id === id)?.name ?? '…' })}</>;
}

function Earlier({ id }: { id: string }) {
  const { t } = useTranslation('campaigns');
  const earlier = useCampaign(id);
  return (
    <>
      {t('audience.recipientsOf')}{' '}
      <Anchor inherit renderRoot={(props) => <Link to="/campaigns/$id" params={{ id }} {...props} />}>
        {earlier.data?.name ?? '…'}
      </Anchor>
    </>
  );
}
