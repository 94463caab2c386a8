import { Anchor, Button, Divider, Group, Paper, SegmentedControl, Stack, Switch, TagsInput, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useFreshForm } from '../../lib/freshForm';
import { Lines } from '../../ui/Asked';
import { DecimalInput } from '../../ui/DecimalInput';
import { done, tell } from '../../ui/problems';
import { State } from '../../ui/State';
import { useChangePhone } from './calls/changePhone';
import { useNetwork } from './calls/network';
import { type Sender, sessionOf } from './calls/ourSenders';
import { usePhone } from './calls/showPhone';
import { useWorld } from './calls/world';
import { changeOf, type Habits, type HabitValues, valuesOf } from './habits';
import { phoneNumber } from './number';

/** What makes this phone different from the others. */
export function PhoneControls({ number, senders }: { number: string; senders: readonly Sender[] }) {
  const { t } = useTranslation('phones');
  const phone = usePhone(number).data;
  const change = useChangePhone(number);
  const network = useNetwork();
  const linked = senders.filter((sender) => sender.phoneNumber === phone?.number && phone.sessions.length > 0);
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
            <State of={sessionOf(sender, network)?.state ?? 'disconnected'} size="sm" />
          </Group>
        ))}
        <Divider />
        {phone ? <HabitsForm habits={phone} senders={senders} change={change} /> : <Lines count={5} height={36} />}
      </Stack>
    </Paper>
  );
}

interface FormProps {
  habits: Habits;
  senders: readonly Sender[];
  change: ReturnType<typeof useChangePhone>;
}

function HabitsForm({ habits, senders, change }: FormProps) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const world = useWorld().data;
  const form = useForm<HabitValues>({ initialValues: valuesOf(habits) });
  const keep = useFreshForm(form, valuesOf(habits));
  const send = form.onSubmit((values) =>
    change.mutate(changeOf(values, form.getInitialValues()), {
      onSuccess: (phone) => {
        keep(valuesOf(phone));
        done(t('controls.saved'));
      },
      onError: (problem) => tell(problem, form as never),
    }),
  );
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
              placeholder={world && `${format.number(world[`${field}Ms`] / 1000)} s`}
              suffix=" s"
              min={0}
              max={86_400}
              decimalScale={1}
              hideControls
              {...form.getInputProps(field)}
            />
          ))}
        </Group>
        <Text size="xs" c="dimmed" mt={-10}>
          {t('controls.asWorld')}
        </Text>
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
