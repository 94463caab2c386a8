import { Anchor, Drawer, Group, Stack, Text, Timeline, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useIsFallback } from '../../../lib/senders';
import { Asked } from '../../../ui/Asked';
import { mediaUrl } from '../../../ui/Composer/draft';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Fallback } from '../../../ui/Driver/Fallback';
import { PhonePreview } from '../../../ui/PhonePreview/PhonePreview';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import { useWhy } from '../../../ui/Why/Why';
import { useMessage } from '../calls/message';
import { useSenders } from '../calls/senders';

/** One recipient: what they got, when it got how far, and each attempt. */
export function RecipientDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('campaigns');
  const message = useMessage(id);
  const title = message.data?.contactName ?? message.data?.to ?? t('column.recipient');
  return (
    <Drawer
      opened={Boolean(id)}
      onClose={onClose}
      title={title}
      size="md"
      padding="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650, overflowWrap: 'anywhere' } }}
    >
      <Asked query={message}>{(data) => <Content message={data} />}</Asked>
    </Drawer>
  );
}

function Content({ message }: { message: NonNullable<ReturnType<typeof useMessage>['data']> }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const nameOf = useDriverName();
  const isFallback = useIsFallback();
  const words = useReason();
  const whyOf = useWhy();
  const senders = useSenders();
  const { content } = message;
  const steps = [
    ['created', message.createdAt],
    ['sent', message.sentAt],
    ['delivered', message.deliveredAt],
    ['read', message.readAt],
    ['ended', message.finishedAt],
  ].filter((step): step is [string, string] => Boolean(step[1]));
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <State of={message.state} />
        <Text size="sm">{format.phone(message.to)}</Text>
        <Group gap="sm" ml="auto">
          {message.contactId && (
            <Anchor size="sm" renderRoot={(props) => <Link to="/contacts/$id" params={{ id: message.contactId as string }} {...props} />}>
              {t('drawer.contact')}
            </Anchor>
          )}
          <Anchor size="sm" renderRoot={(props) => <Link to="/messages/$id" params={{ id: message.id }} {...props} />}>
            {t('drawer.message')}
          </Anchor>
        </Group>
      </Group>
      {message.reason && <Text size="sm">{words(message.reason)}</Text>}
      {message.why && (
        <Text size="sm" c="dimmed">
          {whyOf(message.why)}
        </Text>
      )}
      <div>
        <Title order={3} size="h6" mb="sm">
          {t('drawer.times')}
        </Title>
        <Timeline bulletSize={12} lineWidth={2} active={steps.length}>
          {steps.map(([key, at]) => (
            <Timeline.Item key={key} title={<Text size="sm">{t(`drawer.at.${key}`)}</Text>}>
              <Text size="xs" c="dimmed">
                {format.dateTime(at)}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      </div>
      <div>
        <Title order={3} size="h6" mb="sm">
          {t('drawer.attempts')}
        </Title>
        {message.attempts?.length ? (
          <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
            {message.attempts.map((attempt) => (
              <li key={attempt.number}>
                <Group gap="xs">
                  <Text size="sm" fw={600}>
                    {t('drawer.attempt', { n: attempt.number })}
                  </Text>
                  <Text size="sm" c={attempt.outcome === 'refused' ? 'red' : undefined}>
                    {t(`outcome.${attempt.outcome}`, attempt.outcome)}
                  </Text>
                  {isFallback(attempt.senderId, attempt.method) && <Fallback />}
                </Group>
                <Text size="xs" c="dimmed">
                  {[
                    format.dateTime(attempt.startedAt),
                    senders.data?.find((sender) => sender.id === attempt.senderId)?.name,
                    nameOf(attempt.method),
                    attempt.durationMs != null && t('drawer.took', { n: format.number(attempt.durationMs) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
                {attempt.reason && <Text size="sm">{words(attempt.reason)}</Text>}
                {attempt.rawError && (
                  <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                    {attempt.rawError}
                  </Text>
                )}
              </li>
            ))}
          </Stack>
        ) : (
          <Text size="sm" c="dimmed">
            {t('drawer.noAttempts')}
          </Text>
        )}
      </div>
      {content && (
        <PhonePreview
          from={message.senderName ?? senders.data?.[0]?.name ?? t('aSender')}
          text={content.text ?? ''}
          at={message.sentAt ?? message.createdAt}
          media={
            content.media && {
              kind: content.kind,
              fileName: content.media.fileName,
              bytes: content.media.bytes,
              url: mediaUrl(content.media.id),
            }
          }
          other={content.kind === 'location' || content.kind === 'contact' ? t(`kind.${content.kind}`) : undefined}
        />
      )}
    </Stack>
  );
}
