import { Checkbox, Group, Loader, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tell } from '../../../ui/problems';
import type { Import } from './getImport';
import { useReadAgain } from './previewImport';

const encodings = [
  { value: 'utf8', label: 'UTF-8' },
  { value: 'windows1252', label: 'Latin-1 (Windows)' },
  { value: 'utf16_le', label: 'UTF-16 LE' },
  { value: 'utf16_be', label: 'UTF-16 BE' },
];

/** How the file is read, as it was guessed; a change reads it again. */
export function ReadAs({ view, region }: { view: Import; region: string | null }) {
  const { t } = useTranslation('contacts');
  const again = useReadAgain(view.id);
  const { format, encoding, delimiter, header, sheet } = view.layout;
  const read = (change: Partial<Parameters<typeof again.mutate>[0]>) =>
    again.mutate(
      { encoding, delimiter, header, sheet, defaultRegion: region ?? undefined, ...change },
      { onError: (problem) => tell(problem) },
    );
  return (
    <Group gap="md" align="flex-end" aria-busy={again.isPending}>
      {format === 'xlsx' ? (
        <Select
          label={t('read.sheet')}
          data={view.preview.sheets ?? []}
          value={sheet ?? null}
          allowDeselect={false}
          disabled={again.isPending || (view.preview.sheets?.length ?? 0) < 2}
          onChange={(value) => value && read({ sheet: value, header: undefined })}
          w={220}
        />
      ) : (
        <>
          <Select
            label={t('read.encoding')}
            data={encodings}
            value={encoding ?? null}
            allowDeselect={false}
            disabled={again.isPending}
            onChange={(value) => value && read({ encoding: value as 'utf8' })}
            w={190}
          />
          <Select
            label={t('read.delimiter')}
            data={[
              { value: ',', label: t('read.comma') },
              { value: ';', label: t('read.semicolon') },
              { value: '\t', label: t('read.tab') },
              { value: '|', label: t('read.bar') },
            ]}
            value={delimiter ?? null}
            allowDeselect={false}
            disabled={again.isPending}
            onChange={(value) => value && read({ delimiter: value })}
            w={170}
          />
        </>
      )}
      <Checkbox
        label={t('read.header')}
        checked={header}
        disabled={again.isPending}
        onChange={(event) => read({ header: event.currentTarget.checked })}
        mb={8}
      />
      {again.isPending && <Loader size="xs" mb={10} aria-label={t('read.again')} />}
    </Group>
  );
}
