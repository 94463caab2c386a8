import { Anchor, Select, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSegmentChoices } from '../../../../lib/audiences';
import { Asked } from '../../../../ui/Asked';

export function SegmentPanel({ id, onChange }: { id: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('campaigns');
  const segments = useSegmentChoices();
  return (
    <Asked query={segments}>
      {(list) =>
        list.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('audience.noSegmentsYet')}{' '}
            <Anchor inherit renderRoot={(props) => <Link to="/segments" {...props} />}>
              {t('audience.makeSegment')}
            </Anchor>
          </Text>
        ) : (
          <Select
            label={t('audience.segment')}
            description={t('audience.segmentAbout')}
            data={list.map((one) => ({ value: one.id, label: one.name }))}
            value={id}
            onChange={onChange}
            searchable
            maw={480}
          />
        )
      }
    </Asked>
  );
}
