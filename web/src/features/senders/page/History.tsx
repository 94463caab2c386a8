import { Button, Stack, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Lines } from '../../../ui/Asked';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Failed } from '../../../ui/Failed';
import { useReason } from '../../../ui/Reasons/Reason';
import { useSenderHistory } from '../calls/showHistory';
import type { Sender } from '../sender';
import { Section } from './Section';

const colors: Record<string, string> = {
  connected: 'teal',
  banned: 'red',
  logged_out: 'red',
  paused: 'yellow',
  resting: 'yellow',
  wait_qr: 'orange',
  wait_code: 'orange',
};

/** What happened to it, the newest first. */
export function History({ sender }: { sender: Sender }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const nameOf = useDriverName();
  const reasonOf = useReason('session');
  const history = useSenderHistory(sender.id);
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  const many = sender.sessions.length > 1;
  return (
    <Section title={t('history.title')}>
      {!history.data ? (
        history.error ? (
          <Failed problem={history.error} retry={() => void history.refetch()} />
        ) : (
          <Lines />
        )
      ) : (
        <Stack align="flex-start">
          <Timeline bulletSize={12} lineWidth={2} w="100%">
            {items.map((item) => (
              <Timeline.Item
                key={`${item.at}${item.event}${item.driver ?? ''}`}
                color={colors[item.event] ?? 'gray'}
                bullet={
                  <span
                    style={{ width: 6, height: 6, borderRadius: 6, background: `var(--mantine-color-${colors[item.event] ?? 'gray'}-6)` }}
                  />
                }
                title={
                  <Text size="sm" fw={500}>
                    {t(`event.${item.event}`, item.event)}
                    {many && item.driver && ` · ${nameOf(item.driver)}`}
                  </Text>
                }
              >
                {item.reason && <Text size="sm">{reasonOf(item.reason)}</Text>}
                <Text size="xs" c="dimmed">
                  <time dateTime={item.at}>{format.dateTime(item.at)}</time> · {format.ago(item.at)}
                </Text>
              </Timeline.Item>
            ))}
          </Timeline>
          {history.hasNextPage && (
            <Button variant="default" size="xs" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
              {t('history.older')}
            </Button>
          )}
        </Stack>
      )}
    </Section>
  );
}
