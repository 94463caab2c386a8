import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSegmentChoices } from '../../../../lib/audiences';
import { useFormat } from '../../../../lib/format';
import { useCount } from '../../calls/countPeople';
import type { AudienceValues } from '../audience';

/** How many people the choice means. */
export function AudienceCount({ values }: { values: AudienceValues }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const segments = useSegmentChoices();
  const segment = segments.data?.find((one) => one.id === values.segmentId);
  const filter =
    values.kind === 'tags' && values.tags.length
      ? { field: 'tags', op: 'any', values: values.tags }
      : values.kind === 'all'
        ? {}
        : values.kind === 'segment' && segment
          ? segment.filter
          : null;
  const count = useCount(filter);
  if (filter === null || !count.data) return null;
  const { contacts, reachable } = count.data;
  return (
    <Text size="sm" mt="sm" role="status">
      <b>{t('contactsCount', { count: contacts, n: format.number(contacts) })}</b>
      {reachable < contacts && ` · ${t('audience.unreachable', { count: contacts - reachable, n: format.number(contacts - reachable) })}`}
    </Text>
  );
}
