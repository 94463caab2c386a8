import { Box, Button, Checkbox, Divider, Drawer, Flex, Group, MultiSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import { useFormat } from '../../../lib/format';
import { useMe } from '../../../lib/me';
import { useSenders } from '../../../lib/senders';
import { uniqueKey } from '../../../lib/uniqueKey';
import { Composer } from '../../../ui/Composer/Composer';
import { contentOf, type Draft, emptyDraft, isEmpty } from '../../../ui/Composer/draft';
import { mark, toFirstFault } from '../../../ui/firstFault';
import { Notice } from '../../../ui/Notice';
import { tell } from '../../../ui/problems';
import type { Broadcast } from '../calls/listBroadcasts';
import { useSendBroadcast } from '../calls/sendBroadcast';
import { MemberPreview } from './MemberPreview';

interface Props {
  list: Broadcast;
  opened: boolean;
  onClose: () => void;
  onSent: (sendId: string) => void;
}

export function SendDrawer({ list, opened, onClose, onSent }: Props) {
  const { t } = useTranslation(['broadcasts', 'ui']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('send.title', { name: list.name })}
      size={1000}
      padding="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      styles={{ title: { fontWeight: 650, overflowWrap: 'anywhere' } }}
    >
      <SendForm list={list} onClose={onClose} onSent={onSent} />
    </Drawer>
  );
}

function SendForm({ list, onClose, onSent }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['broadcasts', 'ui', 'ui/Composer']);
  const format = useFormat();
  const me = useMe();
  const send = useSendBroadcast(list.id);
  const senders = useSenders();
  const key = useRef<{ of: string; key: string } | null>(null);
  const [incomplete, setIncomplete] = useState<Record<string, number> | null>(null);
  const form = useForm({
    initialValues: { draft: emptyDraft as Draft, senderIds: [] as string[], pause: 10 as number | string, skipIncomplete: false },
    validate: { draft: (draft) => (isEmpty(draft) ? t('ui/Composer:empty') : null) },
  });
  const { draft, senderIds, skipIncomplete } = form.values;

  const submit = form.onSubmit((values) => {
    const body = {
      ...contentOf(values.draft),
      senderIds: values.senderIds.length > 0 ? values.senderIds : null,
      pauseMs: Math.round(Number(values.pause) * 1000),
      skipIncomplete: values.skipIncomplete,
    };
    // What is sent twice by a lost answer or a second click is sent once; what was changed in between is another sending.
    const of = JSON.stringify(body);
    if (key.current?.of !== of) key.current = { of, key: uniqueKey() };
    send.mutate(
      { ...body, key: key.current.key },
      {
        onSuccess: (sending) => onSent(sending.id),
        onError: (problem) => {
          const errors = problem instanceof Problem ? problem.errors : {};
          const wrong = errors.text ?? errors.mediaId ?? errors.sendAs;
          if (problem instanceof Problem && problem.type.endsWith('unknown-variables'))
            setIncomplete((problem.more.variables as Record<string, number> | undefined) ?? {});
          else if (wrong) mark(form, 'draft', wrong.join(' '));
          else if (errors.senderIds) mark(form, 'senderIds', errors.senderIds.join(' '));
          else tell(problem);
        },
      },
    );
  }, toFirstFault);

  return (
    <form onSubmit={submit} noValidate>
      <Flex gap="xl" direction={{ base: 'column', sm: 'row' }}>
        <Stack flex="1 1 0" miw={0} gap="lg">
          <Composer
            draft={draft}
            onChange={(next) => {
              setIncomplete(null);
              form.setValues({ draft: next, skipIncomplete: false });
            }}
            error={form.errors.draft as string | undefined}
          />
          {incomplete && (
            <Notice color="yellow" icon={IconUsers} title={t('send.incomplete')}>
              <Stack gap="sm">
                <Text size="sm">
                  {Object.entries(incomplete)
                    .map(([name, count]) => t('send.lacks', { name: `{{${name}}}`, count, n: format.number(count) }))
                    .join(' ')}{' '}
                  {t('send.lacksAbout', { example: '{{name|…}}' })}
                </Text>
                <Checkbox label={t('send.skip')} {...form.getInputProps('skipIncomplete', { type: 'checkbox' })} />
              </Stack>
            </Notice>
          )}
          <Divider />
          <MultiSelect
            label={t('send.senders')}
            description={t('send.sendersAbout')}
            placeholder={senderIds.length === 0 ? t('send.allSenders') : undefined}
            data={(senders.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            searchable
            clearable
            hidePickedOptions
            {...form.getInputProps('senderIds')}
          />
          <NumberInput
            label={t('send.pause')}
            description={t('send.pauseAbout')}
            min={0}
            max={3600}
            suffix={` ${t('send.seconds')}`}
            disabled={list.groups < 2}
            maw={460}
            {...form.getInputProps('pause')}
          />
        </Stack>
        <Box w={{ base: '100%', sm: 320 }} style={{ flexShrink: 0 }}>
          <Box pos={{ sm: 'sticky' }} top={80}>
            <MemberPreview from={me.tenant.name} draft={draft} list={list} />
          </Box>
        </Box>
      </Flex>
      <Group justify="flex-end" mt="xl" gap="sm">
        <Text size="sm" c="dimmed" mr="auto">
          {t('inGroups', { count: list.groups, n: format.number(list.groups), size: format.number(list.groupSize) })}
        </Text>
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={incomplete !== null && !skipIncomplete}>
          {t('send.to', { count: list.members, n: format.number(list.members) })}
        </Button>
      </Group>
    </form>
  );
}
