import { Group, Stack, Text } from '@mantine/core';
import { IconLayoutList, IconMapPin, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useFormat } from '../../lib/format';
import { PhonePreview } from '../PhonePreview/PhonePreview';
import { type Draft, draftOf, mediaUrl, takesText } from './draft';

interface Props {
  from: string;
  /** What is being written, or what was. */
  draft?: Draft;
  content?: Schema<'MessageContent'>;
  /** The recipient's own; left out, placeholders stand as they are. */
  variables?: Readonly<Record<string, unknown>>;
  /** When it was written; left out, it is being written now. */
  at?: string;
}

// Besides what stands beside it, it has a text of its own.
const hasText: readonly Schema<'ContentKind'>[] = ['poll', 'template', 'interactive', 'contact'];

/** Any kind of message on its reader's phone. */
export function ContentPreview({ from, draft, content, variables, at }: Props) {
  const shown = draft ?? (content ? draftOf(content) : undefined);
  const media = shown?.media;
  return (
    <PhonePreview
      from={from}
      text={shown?.other && hasText.includes(shown.other.kind) ? (shown.other.text ?? '') : shown && takesText(shown) ? shown.text : ''}
      media={media && { kind: media.kind, fileName: media.fileName, bytes: media.bytes, url: mediaUrl(media.id) }}
      other={shown?.other && <Other content={shown.other} />}
      variables={variables}
      at={at}
      raw={!variables}
    />
  );
}

function Other({ content }: { content: Schema<'MessageContent'> }) {
  const { t } = useTranslation('ui/Composer');
  const format = useFormat();
  if (content.pollOptions)
    return (
      <Stack gap={4} my={4} component="ul" pl={18}>
        {content.pollOptions.map((option) => (
          <li key={option}>{option}</li>
        ))}
      </Stack>
    );
  if (content.kind === 'unsupported')
    return (
      <Text size="sm" c="dimmed" fs="italic" my={4} style={{ overflowWrap: 'anywhere' }}>
        {t('kind.unsupported')}
        {content.text ? `: ${content.text}` : ''}
      </Text>
    );
  const { interactive, template } = content;
  if (interactive || template)
    return (
      <Group gap="xs" wrap="nowrap" align="flex-start" my={4}>
        <IconLayoutList size={20} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
        <div>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {template ? `${t('kind.template')}: ${template.name} (${template.language})` : (interactive?.header ?? t('kind.interactive'))}
          </Text>
          {choicesOf(content).map((choice) => (
            <Text key={choice} size="sm" c="dimmed">
              {choice}
            </Text>
          ))}
        </div>
      </Group>
    );
  const place = content.location;
  const lines = place
    ? [place.name ?? t('kind.location'), place.address, `${place.latitude}, ${place.longitude}`]
    : [content.contact?.name, content.contact?.organization, ...(content.contact?.phones ?? []).map(format.phone)];
  const Picture = place ? IconMapPin : IconUser;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" my={4}>
      <Picture size={20} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
      <div>
        {lines.filter(Boolean).map((line, index) => (
          <Text key={line} size="sm" fw={index === 0 ? 600 : undefined} style={{ overflowWrap: 'anywhere' }}>
            {line}
          </Text>
        ))}
      </div>
    </Group>
  );
}

const choicesOf = ({ interactive }: Schema<'MessageContent'>): string[] => [
  ...(interactive?.buttons ?? []).map((button) => button.title),
  ...(interactive?.list?.sections.flatMap((section) => section.rows.map((row) => row.title)) ?? []),
];
