import { Button, Checkbox, Group, NativeSelect, ScrollArea, Select, Stack, Switch, Table, TagsInput, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../../lib/api/client';
import { useFormat } from '../../../../lib/format';
import { regions } from '../../../../lib/regions';
import { sentence, tell } from '../../../../ui/problems';
import { type Import, useReadAgain, useStartImport } from '../../calls/imports';
import { useTenant } from '../../calls/tenant';
import { contactFields, troubleWith, variableFor } from '../columns';

const encodings = ['utf8', 'windows1252', 'utf16_le', 'utf16_be'] as const;
const delimiters = [',', ';', '\t', '|'] as const;

/** What each column of the file goes into, beside its first rows, and how the file is read. */
export function Mapping({ file, onOther }: { file: Import; onOther: () => void }) {
  const { t, i18n } = useTranslation('campaigns');
  const format = useFormat();
  const again = useReadAgain(file.id);
  const start = useStartImport(file.id);
  const { columns, rows, sheets } = file.preview;
  const suggested = columns.map((column) => column.suggestion ?? null);
  // Reading it another way gives other columns, and other suggestions with them.
  const shape = JSON.stringify(columns);
  const [chosen, setChosen] = useState<{ shape: string; mapping: (string | null)[] }>({ shape, mapping: suggested });
  const mapping = chosen.shape === shape ? chosen.mapping : suggested;
  const tenant = useTenant();
  const [country, setCountry] = useState<string>();
  const region = country ?? tenant.data?.defaultRegion ?? null;
  const countries = useMemo(() => regions(i18n.language), [i18n.language]);
  const [tags, setTags] = useState<string[]>([]);
  const [agreed, setAgreed] = useState(false);
  const [evidence, setEvidence] = useState('');
  const [tried, setTried] = useState(false);
  const trouble = troubleWith(mapping);
  const { layout } = file;
  const read = (change: object) =>
    again.mutate(
      { encoding: layout.encoding, delimiter: layout.delimiter, header: layout.header, sheet: layout.sheet, ...change },
      { onError: (problem) => tell(problem) },
    );
  const begin = () => {
    setTried(true);
    if (trouble || (agreed && !evidence.trim())) return;
    start.mutate(
      {
        mapping,
        defaultRegion: region,
        tags: tags.length ? tags : null,
        consent: agreed ? { state: 'opted_in', evidence: evidence.trim() } : null,
      },
      { onError: (problem) => !(problem instanceof Problem && problem.errors.mapping) && tell(problem) },
    );
  };

  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file.fileName}{' '}
          <Text span size="sm" c="dimmed" fw={400}>
            {format.bytes(file.bytes)}
          </Text>
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={onOther}>
          {t('file.other')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('file.mapAbout')}
      </Text>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('file.preview') }}>
        <Table withTableBorder withColumnBorders verticalSpacing={6} style={{ width: 'max-content', minWidth: '100%' }}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column, index) => (
                <Table.Th key={column.index} miw={170}>
                  <Text size="xs" c="dimmed" truncate maw={200} title={column.name ?? undefined} mb={4}>
                    {column.name || t('file.column', { n: column.index + 1 })}
                  </Text>
                  <NativeSelect
                    size="xs"
                    aria-label={t('file.goesInto', { name: column.name || t('file.column', { n: column.index + 1 }) })}
                    value={mapping[index] ?? ''}
                    onChange={(event) =>
                      setChosen({ shape, mapping: mapping.map((one, at) => (at === index ? event.currentTarget.value || null : one)) })
                    }
                    data={[
                      { value: '', label: t('file.leaveOut') },
                      ...contactFields.map((value) => ({ value, label: t(`file.field.${value}`) })),
                      { value: variableFor(column), label: `{{${variableFor(column).slice(10)}}}` },
                    ]}
                  />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, 5).map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <Table.Tr key={place}>
                {columns.map((column, index) => (
                  <Table.Td key={column.index} c={mapping[index] ? undefined : 'dimmed'}>
                    <Text size="xs" truncate maw={220} title={row[column.index]}>
                      {row[column.index]}
                    </Text>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {(tried || start.error) && (trouble || start.error) && (
        <Text size="sm" c="red" role="alert">
          {trouble ? t(`file.trouble.${trouble}`) : sentence(start.error)}
        </Text>
      )}
      <Group gap="md" align="flex-end">
        <Switch label={t('file.header')} checked={layout.header} onChange={(event) => read({ header: event.currentTarget.checked })} />
        {layout.delimiter && (
          <NativeSelect
            size="xs"
            label={t('file.delimiter')}
            data={delimiters.map((value) => ({ value, label: t(`file.delimiters.${delimiters.indexOf(value)}`) }))}
            value={layout.delimiter}
            onChange={(event) => read({ delimiter: event.currentTarget.value })}
          />
        )}
        {layout.encoding && (
          <NativeSelect
            size="xs"
            label={t('file.encoding')}
            data={encodings.map((value) => ({ value, label: t(`file.encodings.${value}`) }))}
            value={layout.encoding}
            onChange={(event) => read({ encoding: event.currentTarget.value })}
          />
        )}
        {sheets && sheets.length > 1 && (
          <Select
            size="xs"
            label={t('file.sheet')}
            data={sheets}
            value={layout.sheet}
            onChange={(sheet) => read({ sheet })}
            allowDeselect={false}
          />
        )}
      </Group>
      <Select
        label={t('file.country')}
        description={t('file.countryAbout')}
        placeholder={t('file.countryChoose')}
        data={countries}
        value={region}
        onChange={(value) => value && setCountry(value)}
        searchable
        allowDeselect={false}
        maw={480}
      />
      <TagsInput label={t('file.tags')} description={t('file.tagsAbout')} value={tags} onChange={setTags} maw={480} />
      <Checkbox
        label={t('file.agreed')}
        description={t('file.agreedAbout')}
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      {agreed && (
        <TextInput
          label={t('file.evidence')}
          placeholder={t('file.evidenceExample')}
          value={evidence}
          onChange={(event) => setEvidence(event.currentTarget.value)}
          maxLength={1000}
          error={tried && !evidence.trim() && t('file.evidenceMissing')}
          maw={480}
        />
      )}
      <div>
        <Button onClick={begin} loading={start.isPending || again.isPending} variant="light">
          {t('file.import')}
        </Button>
      </div>
    </Stack>
  );
}
