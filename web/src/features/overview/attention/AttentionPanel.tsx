import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../../lib/drivers';
import { Lines } from '../../../ui/Asked';
import { useActivity, useCompletedHours, useQueueStats, useSenders } from '../calls';
import { MatterLine } from './MatterLine';
import { mattersOf } from './matters';
import { withoutReceipt } from './receipts';

/** So many at once; the rest on request, so that a bad day does not push everything else off the page. */
const SHOWN = 4;

/** What wants a person, with the action beside it. */
export function AttentionPanel() {
  const { t } = useTranslation('overview');
  const senders = useSenders();
  const queue = useQueueStats();
  const activity = useActivity('day');
  const completed = useCompletedHours();
  const drivers = useDrivers();
  const [all, setAll] = useState(false);
  // Before the answers it would only say that all is well.
  if (!senders.data || !queue.data || !activity.data) return null;
  const receipts = completed.data && withoutReceipt(completed.data.byDriver, activity.data.byDriver, drivers);
  const matters = mattersOf(senders.data.items, queue.data, activity.data, Date.now(), receipts);

  if (matters.length === 0)
    return (
      <Group gap={8} c="dimmed">
        <IconCircleCheck size={18} color="var(--mantine-color-teal-7)" aria-hidden />
        <Text size="sm">{t('attention.none')}</Text>
      </Group>
    );
  const shown = all ? matters : matters.slice(0, SHOWN);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('attention.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('attention.title')}
      </Title>
      {/* The words of reasons are fetched with the first that is told. */}
      <Suspense fallback={<Lines count={shown.length} height={36} />}>
        <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {shown.map((matter) => (
            <MatterLine key={'sender' in matter ? `${matter.kind}-${matter.sender.id}` : matter.kind} matter={matter} />
          ))}
        </Stack>
      </Suspense>
      {matters.length > SHOWN && (
        <Anchor component="button" type="button" size="sm" mt="xs" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('attention.fewer') : t('attention.more', { count: matters.length - SHOWN })}
        </Anchor>
      )}
    </Paper>
  );
}
