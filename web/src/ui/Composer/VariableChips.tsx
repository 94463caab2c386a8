import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useVariables } from '../../lib/audiences';
import { placeholdersIn } from '../PhonePreview/template';

const MOST = 24;

interface Props {
  text: string;
  /** Those that these recipients have; left out, those that contacts have. */
  variables?: readonly string[];
  onInsert: (piece: string) => void;
}

/** Variables that a text can be filled in with; a click puts one where the cursor stands. */
export function VariableChips({ text, variables, onInsert }: Props) {
  const { t } = useTranslation('ui/Composer');
  const known = useVariables(!variables);
  // Lists and objects are reached by a path that only whoever made them knows.
  const plain = (known.data ?? []).filter((one) => one.plain).map((one) => one.name);
  const names = new Set(['name', ...(variables ?? plain), ...placeholdersIn(text).map((one) => one.path), 'phone']);
  const nameChip = `{{name|${t('somebody')}}}`;
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('variables')}
      </Text>
      <Group gap={6}>
        {[...names].slice(0, MOST).map((name) => (
          <Button
            key={name}
            variant="default"
            size="compact-sm"
            radius="xl"
            fw={500}
            onClick={() => onInsert(name === 'name' ? nameChip : `{{${name}}}`)}
            title={t('insert', { name })}
          >
            {`{{${name}}}`}
          </Button>
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt={6}>
        {t('defaults', { example: nameChip })}
      </Text>
    </div>
  );
}
