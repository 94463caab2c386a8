import { ActionIcon, Button, FileButton, Group, NativeSelect, Progress, Text } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { tell } from '../problems';
import type { Attached } from './draft';
import { useUploadMedia } from './uploadMedia';

/** The file that goes along, and how it is sent. */
export function MediaField({ media, onChange }: { media: Attached | null; onChange: (media: Attached | null) => void }) {
  const { t } = useTranslation('ui/Composer');
  const format = useFormat();
  const upload = useUploadMedia();
  const take = (file: File | null) =>
    file &&
    upload.mutate(file, {
      onSuccess: (one) => {
        const kind = one.sendAs[0] ?? 'document';
        onChange({ id: one.id, fileName: one.fileName, type: one.type, bytes: one.bytes, kind, kinds: one.sendAs });
      },
      onError: (problem) => tell(problem),
    });
  if (upload.isPending)
    return (
      <div role="status">
        <Text size="sm" mb={4}>
          {t('uploading', { share: format.percent(upload.sent) })}
        </Text>
        <Progress value={upload.sent * 100} animated aria-label={t('uploading', { share: format.percent(upload.sent) })} maw={320} />
      </div>
    );
  if (!media)
    return (
      <Group gap="sm">
        <FileButton onChange={take}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconPaperclip size={14} aria-hidden />}>
              {t('attach')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {t('attachAbout')}
        </Text>
      </Group>
    );
  return (
    <Group gap="sm" wrap="nowrap">
      <IconPaperclip size={16} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm" truncate title={media.fileName}>
        {media.fileName}
      </Text>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {format.bytes(media.bytes)}
      </Text>
      {media.kinds.length > 1 ? (
        <NativeSelect
          size="xs"
          aria-label={t('sendAs')}
          data={media.kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={media.kind}
          onChange={(event) => onChange({ ...media, kind: event.currentTarget.value as Attached['kind'] })}
        />
      ) : (
        <Text size="xs" c="dimmed">
          {t(`kind.${media.kind}`)}
        </Text>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={t('detach')} onClick={() => onChange(null)}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
