import { Anchor, Button, Divider, Group, Paper, SegmentedControl, Stack, Switch, TagsInput, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DecimalInput } from '../../ui/DecimalInput';
import { done, tell } from '../../ui/problems';
import { State } from '../../ui/State';
import { type PhoneChange, useChangePhone, useHabits } from './calls/changePhone';
import { type Sender, sessionOf } from './calls/ourSenders';
import { usePhone } from './calls/showPhone';
import { changeOf, type HabitValues, valuesOf } from './habits';
import { phoneNumber } from './number';

/** What makes this phone different from the others. */
export function PhoneControls({ number, senders }: { number: string; senders: readonly Sender[] }) {
  const { t } = useTranslation('phones');
  const phone = usePhone(number).data;
  const change = useChangePhone(number);
  const linked = senders.filter((sender) => phone?.sessions.some((session) => session.senderId === sender.id));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('controls.title')}>
      <Stack gap="md">
        <Title order={2} size="h5">
          {t('controls.title')}
        </Title>
        <Switch
          label={t('controls.online')}
          description={t('controls.onlineAbout')}
          checked={change.isPending && change.variables.online != null ? change.variables.online : (phone?.online ?? true)}
          disabled={!phone}
          onChange={(event) => change.mutate({ online: event.currentTarget.checked })}
        />
        {linked.map((sender) => (
          <Group key={sender.id} justify="space-between" gap="xs">
            <Anchor size="sm" renderRoot={(props) => <Link to="/senders/$id" params={{ id: sender.id }} {...props} />}>
              {sender.name}
            </Anchor>
            <State of={sessionOf(sender)?.state ?? 'disconnected'} size="sm" />
          </Group>
        ))}
        <Divider />
        <Habits number={number} senders={senders} change={change} />
      </Stack>
    </Paper>
  );
}

function Habits({ number, senders, change }: { number: string; senders: readonly Sender[]; change: ReturnType<typeof useChangePhone> }) {
  const { t } = useTranslation('phones');
  const habits = useHabits(number);
  const form = useForm<HabitValues>({ initialValues: valuesOf(habits) });
  const send = form.onSubmit((values) => {
    const body: PhoneChange = changeOf(values, habits);
    change.mutate(body, {
      onSuccess: () => {
        form.resetDirty();
        done(t('controls.saved'));
      },
      onError: (problem) => tell(problem, form as never),
    });
  });
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <Textarea
          label={t('controls.reply')}
          description={t('controls.replyAbout')}
          placeholder={t('controls.replyExample')}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps('replyWith')}
        />
        <Group grow align="flex-end">
          {(['deliverAfter', 'readAfter'] as const).map((field) => (
            <DecimalInput
              key={field}
              label={t(`controls.${field}`)}
              placeholder={t('controls.asWorld')}
              suffix=" s"
              min={0}
              max={86_400}
              decimalScale={1}
              hideControls
              {...form.getInputProps(field)}
            />
          ))}
        </Group>
        <Stack gap={4}>
          <Text size="sm" fw={500} id="registered">
            {t('controls.registered')}
          </Text>
          <SegmentedControl
            aria-labelledby="registered"
            size="xs"
            data={(['', 'yes', 'no'] as const).map((value) => ({ value, label: t(`controls.registered_${value || 'unset'}`) }))}
            {...form.getInputProps('registered')}
          />
        </Stack>
        <TagsInput
          label={t('controls.blocks')}
          description={t('controls.blocksAbout')}
          placeholder={form.values.blocks.length ? undefined : t('controls.blocksExample')}
          data={senders.map((sender) => sender.phoneNumber)}
          renderOption={({ option }) => (
            <span>
              {senders.find((sender) => sender.phoneNumber === option.value)?.name} <small>{option.value}</small>
            </span>
          )}
          value={form.values.blocks}
          onChange={(typed) =>
            form.setFieldValue(
              'blocks',
              typed.map(phoneNumber).filter((one) => one !== undefined),
            )
          }
          error={form.errors.blocks}
        />
        <Button type="submit" variant="light" disabled={!form.isDirty()} loading={change.isPending && change.variables.online == null}>
          {t('controls.save')}
        </Button>
      </Stack>
    </form>
  );
}
