import { Button, Group, type GroupProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props extends Pick<GroupProps, 'mt'> {
  /** What the form does, on its button. */
  submit: string;
  pending: boolean;
  disabled?: boolean;
  onCancel: () => void;
}

/** The end of a form in a dialog or a drawer: do it, or leave it. */
export function FormEnd({ submit, pending, disabled, onCancel, mt }: Props) {
  const { t } = useTranslation('ui');
  return (
    <Group justify="flex-end" gap="sm" mt={mt}>
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled}>
        {submit}
      </Button>
    </Group>
  );
}
