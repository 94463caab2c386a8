import { Anchor, Group, Text } from '@mantine/core';
import {
  type Icon,
  IconChartBar,
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconMoodSmile,
  IconPhoto,
  IconSticker,
  IconUser,
  IconVideo,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import type { Message } from '../listMessages';
import classes from './Conversation.module.css';

const pictures: Record<string, Icon> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  voice: IconMicrophone,
  document: IconFile,
  sticker: IconSticker,
  location: IconMapPin,
  contact: IconUser,
  reaction: IconMoodSmile,
  poll: IconChartBar,
};

/** One message: what it said, where it comes from, how it stands and why. */
export function Bubble({ message }: { message: Message }) {
  const { t } = useTranslation('contacts');
  const { time, dateTime } = useFormat();
  const reasonOf = useReason();
  const inbound = message.direction === 'in';
  const { content, campaignId } = message;
  const at = message.sentAt ?? message.createdAt;
  const origin = t(`conversation.origin.${message.origin}`, message.origin);
  return (
    <article
      className={`${classes.bubble} ${inbound ? classes.in : classes.out}`}
      aria-label={t(inbound ? 'conversation.theirs' : 'conversation.ours')}
    >
      {content && content.kind !== 'text' && <Kind content={content} />}
      {content?.text && content.kind !== 'reaction' && content.kind !== 'unsupported' && (
        <Text size="sm" className={classes.text}>
          {content.text}
        </Text>
      )}
      {content?.pollOptions && (
        <Text size="sm" c="dimmed">
          {content.pollOptions.join(' · ')}
        </Text>
      )}
      {!content && (
        <Text size="sm" c="dimmed" fs="italic">
          {t('conversation.gone')}
        </Text>
      )}
      <div className={classes.foot}>
        {!inbound && <State of={message.state} size="sm" />}
        <Anchor
          renderRoot={(props) => <Link to="/messages/$id" params={{ id: message.id }} {...props} />}
          size="xs"
          c="dimmed"
          title={dateTime(at)}
          aria-label={t('conversation.open', { at: dateTime(at) })}
        >
          {time(at)}
        </Anchor>
        {!inbound &&
          (message.origin === 'campaign' && campaignId ? (
            <Anchor
              renderRoot={(props) => <Link to="/campaigns/$id" params={{ id: campaignId }} {...props} />}
              size="xs"
              c="dimmed"
              td="underline"
            >
              {origin}
            </Anchor>
          ) : (
            <Text size="xs" c="dimmed">
              {origin}
            </Text>
          ))}
        {message.senderName && (
          <Text size="xs" c="dimmed">
            {t(inbound ? 'conversation.to' : 'conversation.by', { sender: message.senderName })}
          </Text>
        )}
      </div>
      {message.reason && (
        <Text size="xs" mt={4} c={message.state === 'failed' ? 'red' : 'dimmed'}>
          {reasonOf(message.reason)}
        </Text>
      )}
    </article>
  );
}

/** What is no text: what kind it is, and what it is called. */
function Kind({ content }: { content: NonNullable<Message['content']> }) {
  const { t } = useTranslation('contacts');
  const { bytes } = useFormat();
  const Picture = pictures[content.kind] ?? IconFile;
  const { media, location, contact } = content;
  const name =
    content.kind === 'reaction'
      ? content.text || t('conversation.reactionGone')
      : // The word for it is the network's and nothing that the person wrote.
        content.kind === 'unsupported'
        ? content.text
        : (media?.fileName ?? contact?.name ?? location?.name ?? (location && `${location.latitude}, ${location.longitude}`));
  return (
    <Group gap={6} wrap="nowrap" mb={2}>
      <Picture size={16} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm" fw={500}>
        {t(`conversation.kind.${content.kind}`)}
        {name ? `: ${name}` : ''}
        {media && (
          <Text span size="xs" c="dimmed" ml={6} fw={400}>
            {bytes(media.bytes)}
          </Text>
        )}
      </Text>
    </Group>
  );
}
