import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './SaveBar.module.css';

interface Props {
  /** What the form was before; without it there is nothing to save. */
  form: { isDirty: () => boolean; reset: () => void };
  pending: boolean;
}

/** At the end of a form of settings: says that something is not saved yet, and saves it or takes it back. */
export function SaveBar({ form, pending }: Props) {
  const { t } = useTranslation('settings');
  if (!form.isDirty()) return null;
  return (
    <Paper withBorder shadow="md" p="sm" className={classes.bar}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status">
          {t('unsaved')}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => form.reset()} disabled={pending}>
            {t('discard')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('save')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
