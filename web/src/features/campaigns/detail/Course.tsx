import { Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Asked } from '../../../ui/Asked';
import { Curves } from '../../../ui/Curves';
import { flowColors } from '../../../ui/Flow/figures';
import type { Campaign } from '../calls/campaign';
import { type Course as CourseOf, useCampaignCourse } from '../calls/campaignCourse';
import { isOpen, metrics, nameAs, pointsOf } from './course';

/** When it was sent, and when people got and read it. */
export function Course({ campaign }: { campaign: Campaign }) {
  const course = useCampaignCourse(campaign.id);
  return (
    <Asked query={course} loading={<Skeleton height={236} />}>
      {(data) => <Picture campaign={campaign} course={data} />}
    </Asked>
  );
}

function Picture({ campaign, course }: { campaign: Campaign; course: CourseOf }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  if (course.points.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('course.none')}
      </Text>
    );
  const step = format.duration(course.stepSeconds);
  const open = isOpen(course, campaign, Date.now());
  const points = pointsOf(course, open);
  const ticks = nameAs(course, points);
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('course.every', { step })}
      </Text>
      <Curves
        label={t('course.label', { step })}
        series={metrics.map((key) => ({ key, name: t(`funnel.${key}`, t(`figure.${key}`)), color: flowColors[key] }))}
        points={points}
        name={format[ticks]}
        told={(at) => format.span(at, new Date(Date.parse(at) + course.stepSeconds * 1000))}
        value={format.number}
        height={200}
        open={open}
      />
    </Stack>
  );
}
