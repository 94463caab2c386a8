import { Box, Divider, Drawer, Flex, Group, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import { useMe } from '../../../lib/me';
import { useSenders } from '../../../lib/senders';
import { uniqueKey } from '../../../lib/uniqueKey';
import { Composer } from '../../../ui/Composer/Composer';
import { ContentPreview } from '../../../ui/Composer/ContentPreview';
import { contentOf, type Draft, emptyDraft, isEmpty, textsOf } from '../../../ui/Composer/draft';
import { FormEnd } from '../../../ui/FormEnd';
import { mark, toFirstFault } from '../../../ui/firstFault';
import { placeholdersIn } from '../../../ui/PhonePreview/template';
import { done, tell } from '../../../ui/problems';
import type { Person } from '../calls/people';
import { useSendMessage } from '../calls/sendMessage';
import { ToField } from './ToField';

export function SendDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['queue', 'ui']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('send.open')}
      size={1000}
      padding="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      <SendForm onClose={onClose} />
    </Drawer>
  );
}

/** How far before others of the tenant's direct messages. */
const priorities = { low: -5, normal: 0, high: 5 } as const;

function SendForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['queue', 'ui', 'ui/Composer']);
  const navigate = useNavigate();
  const me = useMe();
  const senders = useSenders();
  const send = useSendMessage();
  const key = useRef<{ of: string; key: string } | null>(null);
  const [person, setPerson] = useState<Person | null>(null);
  const form = useForm({
    initialValues: {
      to: '',
      draft: emptyDraft as Draft,
      senderId: null as string | null,
      priority: 'normal' as keyof typeof priorities,
      dueAt: '',
    },
    validate: {
      to: (to) => (to.trim() ? null : t('send.toMissing')),
      draft: (draft) => (isEmpty(draft) ? t('ui/Composer:empty') : null),
      dueAt: (at) => (at && new Date(at).getTime() < Date.now() ? t('send.past') : null),
    },
  });
  const { draft, senderId, dueAt } = form.values;

  const submit = form.onSubmit((values) => {
    const filled = placeholdersIn(textsOf(values.draft)).length > 0;
    const body = {
      ...contentOf(values.draft),
      to: values.to,
      senderId: values.senderId,
      priority: priorities[values.priority],
      dueAt: values.dueAt ? new Date(values.dueAt).toISOString() : null,
      // Without variables the text goes out braces and all; an empty object fills it in from the contact.
      ...(filled && { variables: {} }),
    };
    const of = JSON.stringify(body);
    if (key.current?.of !== of) key.current = { of, key: uniqueKey() };
    send.mutate(
      { ...body, key: key.current.key },
      {
        onSuccess: ({ id }) => {
          done(t('send.done'));
          void navigate({ to: '/messages/$id', params: { id } });
        },
        onError: (problem) => {
          const errors = problem instanceof Problem ? problem.errors : {};
          const wrong = errors.text ?? errors.mediaId ?? errors.sendAs;
          if (wrong) mark(form, 'draft', wrong.join(' '));
          else tell(problem, form as never);
        },
      },
    );
  }, toFirstFault);
  const from = senders.data?.find((one) => one.id === senderId)?.name ?? me.tenant.name;
  const variables = person
    ? { ...person.variables, ...(person.name && { name: person.name }), phone: person.phoneNumber ?? '' }
    : undefined;

  return (
    <form onSubmit={submit} noValidate>
      <Flex gap="xl" direction={{ base: 'column', sm: 'row' }}>
        <Stack flex="1 1 0" miw={0} gap="lg">
          <ToField
            value={form.values.to}
            error={form.errors.to}
            onChange={(to, found) => {
              form.setFieldValue('to', to);
              setPerson(found);
            }}
          />
          <Composer
            draft={draft}
            onChange={(next) => form.setFieldValue('draft', next)}
            variables={person ? Object.keys(person.variables ?? {}) : undefined}
            error={form.errors.draft as string | undefined}
          />
          <Divider />
          <Select
            label={t('column.sender')}
            description={t('send.senderAbout')}
            placeholder={t('send.anySender')}
            data={(senders.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            searchable
            clearable
            maw={460}
            {...form.getInputProps('senderId')}
          />
          <Group gap="xl" align="flex-start">
            <TextInput
              type="datetime-local"
              label={t('send.due')}
              description={t('send.dueAbout')}
              w={240}
              {...form.getInputProps('dueAt')}
            />
            <Input.Wrapper label={t('send.priority')} description={t('send.priorityAbout')} labelElement="div">
              <SegmentedControl
                aria-label={t('send.priority')}
                data={(['low', 'normal', 'high'] as const).map((value) => ({ value, label: t(`send.${value}`) }))}
                {...form.getInputProps('priority')}
                mt={5}
              />
            </Input.Wrapper>
          </Group>
        </Stack>
        <Box w={{ base: '100%', sm: 320 }} style={{ flexShrink: 0 }}>
          <Box pos={{ sm: 'sticky' }} top={80}>
            <ContentPreview from={from} draft={draft} variables={variables} />
          </Box>
        </Box>
      </Flex>
      <FormEnd mt="xl" submit={t(dueAt ? 'send.later' : 'send.now')} pending={send.isPending} onCancel={onClose} />
    </form>
  );
}
