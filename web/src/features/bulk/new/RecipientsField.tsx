import { FileButton, Group, Text, Textarea, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { type Given, MOST_RECIPIENTS } from '../recipients';

interface Props {
  value: string;
  given: Given;
  error: ReactNode;
  onChange: (value: string) => void;
}

/** Where recipients are pasted, and what was understood of them. */
export function RecipientsField({ value, given, error, onChange }: Props) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { recipients, variables, repeated, unread } = given;
  const told = [
    recipients.length > 0 && t('recipients.read', { count: recipients.length, n: format.number(recipients.length) }),
    variables.length > 0 && t('recipients.columns', { names: variables.join(', ') }),
    repeated > 0 && t('recipients.repeated', { count: repeated, n: format.number(repeated) }),
  ].filter(Boolean);
  return (
    <div>
      <Textarea
        label={t('recipients.label')}
        description={t('recipients.about')}
        placeholder={t('recipients.example')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        autosize
        minRows={4}
        maxRows={9}
        required
        data-autofocus
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Group justify="space-between" mt={6} gap="xs" align="flex-start" wrap="nowrap">
        <div role="status">
          <Text size="xs" c={recipients.length > MOST_RECIPIENTS ? 'red' : 'dimmed'}>
            {told.join(' · ')}
          </Text>
          {unread && (
            <Text size="xs" fw={500}>
              <IconAlertTriangle
                size={14}
                color="var(--mantine-color-orange-6)"
                style={{ verticalAlign: '-2px', marginRight: 4 }}
                aria-hidden
              />
              {t('recipients.unread', { count: unread.count, n: format.number(unread.count), first: format.number(unread.first) })}
            </Text>
          )}
        </div>
        <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void file?.text().then(onChange)}>
          {(props) => (
            <UnstyledButton {...props} fz="xs" c="var(--mantine-primary-color-light-color)" fw={500} style={{ flexShrink: 0 }}>
              {t('recipients.file')}
            </UnstyledButton>
          )}
        </FileButton>
      </Group>
    </div>
  );
}
