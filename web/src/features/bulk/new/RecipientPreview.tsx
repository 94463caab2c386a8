import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { ContentPreview } from '../../../ui/Composer/ContentPreview';
import type { Draft } from '../../../ui/Composer/draft';
import { type Given, variablesOf } from '../recipients';

interface Props {
  from: string;
  draft: Draft;
  given: Given;
  at: number;
  onAt: (at: number) => void;
}

/** The message as one of the recipients gets it. Those who brought variables show what they lack; of bare numbers only the server knows the rest. */
export function RecipientPreview({ from, draft, given, at, onAt }: Props) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const recipient = given.recipients[at];
  const count = given.recipients.length;
  const brings = recipient && (recipient.name || recipient.variables);
  return (
    <>
      <ContentPreview from={from} draft={draft} variables={brings ? variablesOf(recipient) : undefined} />
      {recipient && (
        <Group justify="space-between" mt="xs" gap="xs" wrap="nowrap" maw={340}>
          <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={t('preview.before')} onClick={() => onAt(at - 1)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <Text size="xs" c="dimmed" truncate title={recipient.name ?? recipient.to ?? undefined}>
            {t('preview.of', { who: recipient.name ?? recipient.to, n: format.number(at + 1), total: format.number(count) })}
          </Text>
          <ActionIcon variant="subtle" color="gray" disabled={at >= count - 1} aria-label={t('preview.after')} onClick={() => onAt(at + 1)}>
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </Group>
      )}
      <Text size="xs" c="dimmed" mt={6} maw={340}>
        {t('preview.contact')}
      </Text>
    </>
  );
}
