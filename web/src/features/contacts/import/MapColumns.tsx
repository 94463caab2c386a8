import { Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Import } from './getImport';
import classes from './MapColumns.module.css';
import { choose, chooseVariable, fieldsOf, type Mapping, nameVariable, troubleAt, variableOf } from './mapping';

const VARIABLE = '(variable)';
const NOTHING = '(nothing)';

/** One line per column of the file: its head and first values, and what it goes into. */
export function MapColumns({ view, mapping, onChange }: { view: Import; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { t } = useTranslation('contacts');
  const { target, preview } = view;
  const choices = [
    ...fieldsOf(target).map((value) => ({ value, label: t(`field.${value}`) })),
    ...(target === 'contacts' ? [{ value: VARIABLE, label: t('field.variable') }] : []),
    { value: NOTHING, label: t('field.nothing') },
  ];
  return (
    <Paper withBorder>
      {preview.columns.map(({ index, name }) => {
        const field = mapping[index] ?? null;
        const variable = variableOf(field);
        const trouble = troubleAt(mapping, index);
        const title = name || t('map.column', { number: index + 1 });
        const samples = preview.rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '');
        return (
          <div key={index} className={classes.row} data-out={field === null || undefined}>
            <div className={classes.column}>
              <Text size="sm" fw={600} truncate title={title}>
                {title}
              </Text>
              <Text size="xs" c="dimmed" truncate title={samples.slice(0, 8).join(' · ')}>
                {samples.length > 0 ? samples.slice(0, 3).join(' · ') : t('map.emptyColumn')}
              </Text>
            </div>
            <IconArrowRight size={16} className={classes.arrow} aria-hidden />
            <Stack gap={6} className={classes.choice}>
              <Select
                aria-label={t('map.goes', { column: title })}
                data={choices}
                value={variable !== undefined ? VARIABLE : (field ?? NOTHING)}
                allowDeselect={false}
                onChange={(value) =>
                  onChange(
                    value === VARIABLE ? chooseVariable(mapping, index, name) : choose(mapping, index, value === NOTHING ? null : value),
                  )
                }
              />
            </Stack>
            <div className={classes.name}>
              {variable !== undefined && (
                <TextInput
                  aria-label={t('map.variable', { column: title })}
                  value={variable}
                  maxLength={64}
                  leftSection={<Text size="xs">{'{{'}</Text>}
                  rightSection={<Text size="xs">{'}}'}</Text>}
                  onChange={(event) => onChange(nameVariable(mapping, index, event.currentTarget.value))}
                  error={trouble && t(`map.${trouble}`)}
                />
              )}
            </div>
          </div>
        );
      })}
    </Paper>
  );
}
