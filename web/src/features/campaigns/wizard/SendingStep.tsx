import { Fieldset, Group, NumberInput, Radio, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../../ui/Asked';
import { DecimalInput } from '../../../ui/DecimalInput';
import { useProfile } from '../../../ui/Pacing/gap';
import type { Campaign } from '../calls/campaign';
import { useTenant } from '../calls/tenant';
import { profiles, type SendingValues, sendingChange, sendingOf, toInstant, wrongIn } from './sending';
import { SendersField } from './sending/SendersField';
import { WindowFields } from './sending/WindowFields';
import { type StepProps, useLeave } from './step';

/** Who sends it, how fast, and when. */
export function SendingStep(props: StepProps) {
  const tenant = useTenant();
  return <Asked query={tenant}>{({ timeZone }) => <Fields {...props} tenantZone={timeZone} />}</Asked>;
}

function Fields({ campaign, save, onLeave, tenantZone }: StepProps & { tenantZone: string }) {
  const { t } = useTranslation('campaigns');
  const navigate = useNavigate();
  const { start } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const [values, setValues] = useState<SendingValues>(() => sendingOf(campaign, start, tenantZone));
  const [tried, setTried] = useState(false);
  const wrong = tried ? wrongIn(values, new Date()) : {};
  const told = (field: keyof SendingValues) => wrong[field] && t(`sending.wrong.${wrong[field]}`);
  const set = (change: Partial<SendingValues>) => setValues((now) => ({ ...now, ...change }));

  useLeave(onLeave, async () => {
    setTried(true);
    if (Object.keys(wrongIn(values, new Date())).length > 0) return 'invalid';
    const scheduled = campaign.state === 'scheduled';
    // A scheduled one has its start already and takes a new one along; a draft's start waits in the address until the last step.
    const body = { ...sendingChange(values), ...(scheduled && { scheduledStart: toInstant(values.start) }) };
    if (!(await save(body))) return 'failed';
    if (!scheduled)
      await navigate({
        to: '.',
        search: (now: Record<string, string | undefined>) => ({ ...now, start: toInstant(values.start) ?? undefined }),
        replace: true,
      });
    return 'saved';
  });

  return (
    <Stack gap="lg" maw={860}>
      <Fieldset legend={<b>{t('sending.who')}</b>}>
        <SendersField senders={values.senders} onChange={(senders) => set({ senders })} error={told('senders')} />
      </Fieldset>
      <Fieldset legend={<b>{t('sending.fast')}</b>}>
        <Stack gap="md">
          <Pace values={values} set={set} error={told('maxSeconds')} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} maw={560}>
            <Select
              label={t('setup.typing')}
              description={t('sending.typingAbout')}
              data={[
                { value: '', label: t('typing.own') },
                { value: 'on', label: t('typing.on') },
                { value: 'off', label: t('typing.off') },
              ]}
              value={values.typing}
              onChange={(typing) => set({ typing: (typing ?? '') as SendingValues['typing'] })}
              allowDeselect={false}
            />
            <NumberInput
              label={t('setup.attempts')}
              description={t('sending.attemptsAbout')}
              value={values.attempts}
              onChange={(attempts) => set({ attempts: Math.min(10, Math.max(1, Math.round(Number(attempts)) || 1)) })}
              min={1}
              max={10}
            />
          </SimpleGrid>
        </Stack>
      </Fieldset>
      <Fieldset legend={<b>{t('sending.when')}</b>}>
        <Stack gap="md">
          <Start campaign={campaign} values={values} set={set} error={told('start')} />
          <TextInput
            type="datetime-local"
            label={t('sending.end')}
            description={t('sending.endAbout')}
            value={values.end}
            onChange={(event) => set({ end: event.currentTarget.value })}
            error={told('end')}
            maw={270}
          />
          <WindowFields values={values} set={set} told={told} tenantZone={tenantZone} />
        </Stack>
      </Fieldset>
    </Stack>
  );
}

type Set = (change: Partial<SendingValues>) => void;

function Pace({ values, set, error }: { values: SendingValues; set: Set; error: string | undefined }) {
  const { t } = useTranslation('campaigns');
  const profile = useProfile();
  return (
    <div>
      <Radio.Group value={values.pace} onChange={(pace) => set({ pace: pace as SendingValues['pace'] })} label={t('setup.pacing')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing={8} mt={6}>
          {(['', ...profiles, 'custom'] as const).map((pace) => (
            <Radio
              key={pace}
              value={pace}
              label={t(`pace.${pace || 'own'}`)}
              description={`${t(`paceAbout.${pace || 'own'}`)} ${pace === 'none' ? '' : profile(pace)}`.trim()}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {values.pace === 'custom' && (
        <Group gap="sm" mt="sm" ml={30} align="flex-start">
          {(['minSeconds', 'maxSeconds'] as const).map((field) => (
            <DecimalInput
              key={field}
              label={t(`sending.${field}`)}
              value={values[field]}
              onChange={(value) => set({ [field]: Math.min(3600, Math.max(0, Number(value) || 0)) })}
              min={0}
              max={3600}
              decimalScale={1}
              error={field === 'maxSeconds' && error}
              w={170}
            />
          ))}
        </Group>
      )}
    </div>
  );
}

function Start({ campaign, values, set, error }: { campaign: Campaign; values: SendingValues; set: Set; error: string | undefined }) {
  const { t } = useTranslation('campaigns');
  return (
    <div>
      <Switch
        label={t('sending.later')}
        description={t(campaign.state === 'scheduled' ? 'sending.laterScheduled' : 'sending.laterAbout')}
        checked={values.start !== ''}
        onChange={(event) => set({ start: event.currentTarget.checked ? tomorrow() : '' })}
      />
      {values.start !== '' && (
        <TextInput
          type="datetime-local"
          label={t('sending.start')}
          value={values.start}
          onChange={(event) => event.currentTarget.value && set({ start: event.currentTarget.value })}
          error={error}
          mt="sm"
          ml={50}
          maw={270}
        />
      )}
      <Text size="xs" c="dimmed" mt={6} ml={50}>
        {values.start !== '' && t('sending.yourZone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </Text>
    </div>
  );
}

// Nine in the morning of the next day, as the input writes it.
function tomorrow(): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}T09:00`;
}
