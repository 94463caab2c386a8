import { Code, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Tags } from '../Tags';
import type { Target } from './getImport';
import { variableOf } from './mapping';
import classes from './PreviewRows.module.css';

/** The first rows, as they will be read. */
export function PreviewRows({ fields, rows, target }: { fields: string[]; rows: string[][]; target: Target }) {
  const { t } = useTranslation('contacts');
  if (fields.length === 0 || rows.length === 0) return null;
  const shown = rows.slice(0, 5);
  return (
    <div>
      <Title order={2} size="h4" id="first" mb="sm">
        {t('map.first')}
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.scroller} tabIndex={0} aria-labelledby="first">
        <Table className={classes.table} verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              {fields.map((field) => (
                <Table.Th key={field}>
                  {variableOf(field) !== undefined ? <Code>{`{{${variableOf(field)}}}`}</Code> : t(`field.${field}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <Table.Tr key={line}>
                {row.map((cell, column) => (
                  <Table.Td key={fields[column]} title={cell}>
                    {fields[column] === 'tags' ? <Tags of={cell.split(/[,;|]/).filter((tag) => tag.trim() !== '')} /> : cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {rows.length > 0 && target === 'contacts' && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('map.firstAbout')}
        </Text>
      )}
    </div>
  );
}
