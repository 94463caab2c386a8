import { useTranslation } from 'react-i18next';
import { useEarlierImports, useSegmentChoices } from '../../../lib/audiences';
import { useFormat } from '../../../lib/format';
import type { Broadcast } from '../calls/listBroadcasts';

/** How large a list is, whom it was made of, and who was left out. */
export function About({ list }: { list: Broadcast }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const segments = useSegmentChoices();
  const imports = useEarlierImports();
  const { audience, members, groups, groupSize, leftOut } = list;
  const segment = segments.data?.find((one) => one.id === audience.segmentId)?.name;
  const file = imports.data?.find((one) => one.id === audience.importId)?.fileName;
  const from = audience.tags
    ? t('from.tags', { tags: audience.tags.join(', '), count: audience.tags.length })
    : audience.segmentId
      ? segment
        ? t('from.segment', { name: segment })
        : t('from.someSegment')
      : audience.importId
        ? file
          ? t('from.file', { name: file })
          : t('from.someFile')
        : audience.all
          ? t('from.all')
          : t('from.numbers');
  const out = Object.entries(leftOut).filter(([, count]) => count > 0);
  const told = [
    t('size', { count: members, n: format.number(members) }),
    t('inGroups', { count: groups, n: format.number(groups), size: format.number(groupSize) }),
    from,
    ...out.map(([why, count]) => t(`leftOut.${why}`, { count, n: format.number(count), defaultValue: `${why}: ${count}` })),
    t('made', { when: format.dateTime(list.createdAt), who: list.createdBy }),
  ];
  return told.join(' · ');
}
