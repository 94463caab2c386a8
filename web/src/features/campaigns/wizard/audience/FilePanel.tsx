import { Button, FileButton, Progress, Select, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEarlierImports } from '../../../../lib/audiences';
import { useFormat } from '../../../../lib/format';
import { Asked } from '../../../../ui/Asked';
import { tell } from '../../../../ui/problems';
import { useImport, useUploadImport } from '../../calls/imports';
import classes from '../AudienceStep.module.css';
import { Imported } from './Imported';
import { Mapping } from './Mapping';

/** A file of people: chosen, looked at, its columns named, imported. Then it is the audience. */
export function FilePanel({ id, onChoose }: { id: string | null; onChoose: (id: string | null) => void }) {
  const file = useImport(id ?? undefined);
  if (!id) return <Choose onChoose={onChoose} />;
  return (
    <Asked query={file}>
      {(one) =>
        one.state === 'uploaded' ? (
          <Mapping key={one.id} file={one} onOther={() => onChoose(null)} />
        ) : (
          <Imported file={one} onOther={() => onChoose(null)} />
        )
      }
    </Asked>
  );
}

function Choose({ onChoose }: { onChoose: (id: string) => void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const upload = useUploadImport();
  const earlier = useEarlierImports();
  const [over, setOver] = useState(false);
  const take = (file: File | null | undefined) =>
    file && upload.mutate(file, { onSuccess: (one) => onChoose(one.id), onError: (problem) => tell(problem) });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Stack gap="md">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        className={`${classes.drop} ${over ? classes.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {upload.isPending ? (
          <Stack gap="xs" maw={320} mx="auto">
            <Text size="sm">{t('file.uploading', { share: format.percent(upload.sent) })}</Text>
            <Progress value={upload.sent * 100} aria-label={t('file.uploading', { share: format.percent(upload.sent) })} animated />
          </Stack>
        ) : (
          <Stack gap="xs" align="center">
            <Text size="sm">{t('file.drop')}</Text>
            <FileButton onChange={take} accept=".csv,.txt,.tsv,.xlsx">
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                  {t('file.choose')}
                </Button>
              )}
            </FileButton>
            <Text size="xs" c="dimmed">
              {t('file.about')}
            </Text>
          </Stack>
        )}
      </div>
      {earlier.data && earlier.data.length > 0 && (
        <Select
          label={t('file.earlier')}
          placeholder={t('file.earlierChoose')}
          data={earlier.data.map((one) => ({ value: one.id, label: `${one.fileName} · ${format.dateTime(one.createdAt)}` }))}
          onChange={(value) => value && onChoose(value)}
          value={null}
          searchable
          maw={480}
        />
      )}
    </Stack>
  );
}
