import { Button, Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { numbersOf, type Pacing, perMinute } from '../../../lib/pacing';
import { DecimalInput } from '../../../ui/DecimalInput';
import { toFirstFault } from '../../../ui/firstFault';
import { useGap } from '../../../ui/Pacing/gap';
import { done, tell } from '../../../ui/problems';
import { Section, Sections } from '../../../ui/Section';
import { SaveBar } from '../SaveBar';
import { useChangePacing } from './calls';
import { changeOf, type Gap, type Gaps, gapsOf, installOf, type Named, named, numbers, sameGap, wrongIn } from './gaps';

export function GapsForm({ pacing }: { pacing: Pacing }) {
  const { t } = useTranslation('settings');
  const change = useChangePacing();
  const form = useForm<Gaps>({
    initialValues: gapsOf(pacing),
    validate: (gaps) =>
      Object.fromEntries(
        named.flatMap((profile) =>
          Object.entries(wrongIn(gaps[profile])).map(([field, wrong]) => [`${profile}.${field}`, t(`pacing.wrong.${wrong}`)]),
        ),
      ),
  });
  const submit = form.onSubmit(
    (gaps) =>
      change.mutate(changeOf(gaps, pacing), {
        onError: (problem) => tell(problem),
        onSuccess: (saved) => {
          const kept = gapsOf(saved);
          form.setInitialValues(kept);
          form.setValues(kept);
          done(t('pacing.saved'));
        },
      }),
    toFirstFault,
  );
  return (
    <form onSubmit={submit} noValidate>
      <Sections>
        <Section title={t('pacing.fresh')} about={t('pacing.freshAbout')}>
          <Select
            label={t('pacing.default')}
            data={[...named, 'none' as const].map((value) => ({ value, label: t(`pacing.name.${value}`) }))}
            allowDeselect={false}
            maw={280}
            {...form.getInputProps('defaultProfile')}
          />
        </Section>
        {named.map((profile) => (
          <Section key={profile} title={t(`pacing.name.${profile}`)} about={t(`pacing.for.${profile}`)}>
            <GapFields form={form} profile={profile} pacing={pacing} />
          </Section>
        ))}
        <Section title={t('pacing.name.none')} about={t('pacing.for.none')}>
          <Text size="sm" c="dimmed">
            {t('pacing.noneAbout')}
          </Text>
        </Section>
      </Sections>
      <SaveBar form={form} pending={change.isPending} />
    </form>
  );
}

function GapFields({ form, profile, pacing }: { form: UseFormReturnType<Gaps>; profile: Named; pacing: Pacing }) {
  const { t } = useTranslation('settings');
  const gapText = useGap();
  const gap = form.values[profile];
  const install = installOf(pacing, profile);
  const seconds = (field: keyof Gap, label: string) => (
    <DecimalInput
      label={label}
      min={field === 'min' || field === 'max' ? 0.1 : 0}
      max={3600}
      step={1}
      decimalScale={3}
      suffix={t('pacing.suffix')}
      clampBehavior="none"
      w={150}
      {...form.getInputProps(`${profile}.${field}`)}
    />
  );
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-start">
        {seconds('min', t('pacing.min'))}
        {seconds('max', t('pacing.max'))}
      </Group>
      <Switch label={t('pacing.pauses')} {...form.getInputProps(`${profile}.pauses`, { type: 'checkbox' })} />
      {gap.pauses && (
        <Group gap="sm" align="flex-start">
          <NumberInput
            label={t('pacing.every')}
            min={1}
            max={10_000}
            allowDecimal={false}
            suffix={t('pacing.messages')}
            w={150}
            {...form.getInputProps(`${profile}.every`)}
          />
          {seconds('pauseMin', t('pacing.pauseMin'))}
          {seconds('pauseMax', t('pacing.pauseMax'))}
        </Group>
      )}
      <Group justify="space-between" gap="xs" mih={30}>
        <Pace gap={gap} />
        {!sameGap(gap, install) && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => form.setFieldValue(profile, install as never)}
            title={gapText(numbersOf(numbers(install)))}
            aria-label={t('pacing.resetNamed', { name: t(`pacing.name.${profile}`) })}
          >
            {t('pacing.reset')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** What comes of it. */
function Pace({ gap }: { gap: Gap }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const rate = Object.keys(wrongIn(gap)).length === 0 ? perMinute(numbers(gap)) : undefined;
  return (
    <Text size="xs" c="dimmed">
      {rate !== undefined && t('pacing.rate', { rate: format.rate(rate) })}
    </Text>
  );
}
