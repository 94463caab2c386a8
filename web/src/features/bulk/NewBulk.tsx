import { Box, Button, Divider, Drawer, Flex, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../lib/api/client';
import { useFormat } from '../../lib/format';
import { useMe } from '../../lib/me';
import { useSenders } from '../../lib/senders';
import { uniqueKey } from '../../lib/uniqueKey';
import { Composer } from '../../ui/Composer/Composer';
import { contentOf, type Draft, emptyDraft, isEmpty } from '../../ui/Composer/draft';
import { toFirstFault } from '../../ui/firstFault';
import { tell } from '../../ui/problems';
import { useSendBulk } from './calls/sendBulk';
import { RecipientPreview } from './new/RecipientPreview';
import { RecipientsField } from './new/RecipientsField';
import { type Route, SendersField } from './new/SendersField';
import { MOST_RECIPIENTS, peopleOf, readRecipients } from './recipients';

interface Props {
  opened: boolean;
  onClose: () => void;
  onSent: (id: string) => void;
}

export function NewBulk({ opened, onClose, onSent }: Props) {
  const { t } = useTranslation(['bulk', 'ui']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('new')}
      size={1000}
      padding="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      <NewBulkForm onClose={onClose} onSent={onSent} />
    </Drawer>
  );
}

/** Whom it goes to, what it says, through whom; the phone of any of them beside. */
function NewBulkForm({ onClose, onSent }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['bulk', 'ui', 'ui/Composer']);
  const format = useFormat();
  const me = useMe();
  const send = useSendBulk();
  const senders = useSenders();
  // What is sent twice by a lost answer or a second click is sent once; what was changed in between is another send.
  const key = useRef<{ of: string; key: string } | null>(null);
  const [at, setAt] = useState(0);
  const form = useForm({
    initialValues: { recipients: '', draft: emptyDraft as Draft, route: { way: 'any', senderId: null } as Route, delay: 0 as number },
    validate: {
      recipients: (text) => {
        const { recipients } = readRecipients(text);
        if (recipients.length === 0) return t('recipients.missing');
        return recipients.length > MOST_RECIPIENTS ? t('recipients.tooMany', { most: format.number(MOST_RECIPIENTS) }) : null;
      },
      draft: (draft) => (isEmpty(draft) ? t('ui/Composer:empty') : null),
      route: ({ way, senderId }) => (way === 'one' && !senderId ? t('route.missing') : null),
    },
  });
  const { recipients: text, draft, route } = form.values;
  const given = useMemo(() => readRecipients(text), [text]);
  const count = given.recipients.length;
  const people = peopleOf(given);

  const submit = form.onSubmit((values) => {
    const body = {
      ...contentOf(values.draft),
      recipients: given.recipients,
      allSenders: values.route.way === 'every',
      senderId: values.route.way === 'one' ? values.route.senderId : null,
      delayMs: Math.round(values.delay * 1000),
    };
    const of = JSON.stringify(body);
    if (key.current?.of !== of) key.current = { of, key: uniqueKey() };
    send.mutate(
      { ...body, key: key.current.key },
      {
        onSuccess: (bulk) => onSent(bulk.id),
        onError: (problem) => {
          const errors = problem instanceof Problem ? problem.errors : {};
          const fields = {
            recipients: errors.recipients,
            draft: errors.text ?? errors.mediaId ?? errors.sendAs,
            route: errors.senderId ?? errors.allSenders,
          };
          const marked = Object.entries(fields).filter(([, sentences]) => sentences);
          if (marked.length === 0) return tell(problem);
          form.setErrors(Object.fromEntries(marked.map(([field, sentences]) => [field, sentences?.join(' ')])));
          void toFirstFault();
        },
      },
    );
  }, toFirstFault);
  const from = (route.way === 'one' && senders.data?.find((one) => one.id === route.senderId)?.name) || me.tenant.name;

  return (
    <form onSubmit={submit} noValidate>
      <Flex gap="xl" direction={{ base: 'column', sm: 'row' }}>
        <Stack flex="1 1 0" miw={0} gap="lg">
          <RecipientsField
            value={text}
            given={given}
            error={form.errors.recipients}
            onChange={(value) => form.setFieldValue('recipients', value)}
          />
          <Composer
            draft={draft}
            onChange={(next) => form.setFieldValue('draft', next)}
            variables={given.variables.length > 0 ? given.variables : undefined}
            error={form.errors.draft as string | undefined}
          />
          <Divider />
          <SendersField
            route={route}
            delay={form.values.delay}
            error={form.errors.route}
            onChange={(next) => form.setFieldValue('route', next)}
            onDelay={(delay) => form.setFieldValue('delay', delay)}
          />
        </Stack>
        <Box w={{ base: '100%', sm: 320 }} style={{ flexShrink: 0 }}>
          <Box pos={{ sm: 'sticky' }} top={80}>
            <RecipientPreview from={from} draft={draft} given={given} at={Math.min(at, Math.max(0, count - 1))} onAt={setAt} />
          </Box>
        </Box>
      </Flex>
      <Group justify="flex-end" mt="xl" gap="sm">
        <Text size="sm" c="dimmed" mr="auto">
          {t('atOnce')}
        </Text>
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {people > 0 ? t('sendTo', { count: people, n: format.number(people) }) : t('send')}
        </Button>
      </Group>
    </form>
  );
}
