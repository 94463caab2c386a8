import { Button, Group, type GroupProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props extends Pick<GroupProps, 'mt'> {
  /** What the form does, on its button. */
  submit: string;
  pending: boolean;
  disabled?: boolean;
  /** Another button before it. */
  also?: ReactNode;
  onCancel: () => void;
}

/** The end of a form in a dialog or a drawer: do it, or leave it. */
export function FormEnd({ submit, pending, disabled, also, onCancel, mt }: Props) {
  const { t } = useTranslation('ui');
  return (
    <Group justify="flex-end" gap="sm" mt={mt}>
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      {also}
      <Button type="submit" loading={pending} disabled={disabled}>
        {submit}
      </Button>
    </Group>
  );
}
