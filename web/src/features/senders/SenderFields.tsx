import { Alert, Group, NumberInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DecimalInput } from '../../ui/DecimalInput';
import { useProfile } from '../../ui/Pacing/gap';
import { DriverFields } from './DriverFields';
import type { SenderValues } from './form';
import { pacings } from './sender';

/** What can be said about a sender, in the order in which one thinks of it. */
export function SenderFields({ form, fresh }: { form: UseFormReturnType<SenderValues>; fresh: boolean }) {
  const { t } = useTranslation('senders');
  const profile = useProfile();
  const { driver, pacing, warmUp } = form.values;
  return (
    <Stack gap="lg">
      <Stack>
        <TextInput
          label={t('form.name')}
          description={t('form.nameAbout')}
          required
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('form.number')}
          description={fresh ? t('form.numberAbout') : t('form.numberFixed')}
          placeholder="+55 11 98765-4321"
          type="tel"
          required={fresh}
          readOnly={!fresh}
          variant={fresh ? undefined : 'filled'}
          {...form.getInputProps('phoneNumber')}
        />
        <DriverFields form={form} />
        {driver === 'simulator' && fresh && (
          <Alert variant="light" color="parley" icon={<IconSparkles size={18} aria-hidden />} p="sm">
            <Text size="sm">{t('form.simulator')}</Text>
          </Alert>
        )}
      </Stack>

      <Stack gap="xs" component="fieldset" m={0} p={0} style={{ border: 0 }}>
        <Text component="legend" fw={600} size="sm" mb={4}>
          {t('form.quotas')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('form.quotasAbout')}
        </Text>
        <SimpleGrid cols={3} spacing="sm">
          {(['quotaPerMinute', 'quotaPerHour', 'quotaPerDay'] as const).map((field) => (
            <NumberInput
              key={field}
              label={t(`form.${field}`)}
              min={1}
              max={1_000_000}
              allowDecimal={false}
              thousandSeparator=" "
              hideControls
              required
              {...form.getInputProps(field)}
            />
          ))}
        </SimpleGrid>
      </Stack>

      <Stack gap="sm">
        <Select
          label={t('form.pacing')}
          description={t('form.pacingAbout')}
          allowDeselect={false}
          data={[...pacings, 'own'].map((name) => ({ value: name, label: t(`pacing.${name}`) }))}
          {...form.getInputProps('pacing')}
        />
        <Text size="xs" c={pacing === 'none' ? 'orange' : 'dimmed'} mt={-6}>
          {t(`pacingAbout.${pacing}`, '') || profile(pacing)}
        </Text>
        {pacing === 'own' && (
          <Group grow>
            <DecimalInput label={t('form.min')} min={0} max={3600} decimalScale={1} suffix=" s" {...form.getInputProps('minSeconds')} />
            <DecimalInput label={t('form.max')} min={0} max={3600} decimalScale={1} suffix=" s" {...form.getInputProps('maxSeconds')} />
          </Group>
        )}
      </Stack>

      <Stack gap="md">
        <Switch label={t('form.typing')} description={t('form.typingAbout')} {...form.getInputProps('typing', { type: 'checkbox' })} />
        <Switch label={t('form.warmUp')} description={t('form.warmUpAbout')} {...form.getInputProps('warmUp', { type: 'checkbox' })} />
        {warmUp && (
          <Group grow align="flex-start">
            <NumberInput label={t('form.warmUpStart')} min={1} max={100_000} allowDecimal={false} {...form.getInputProps('warmUpStart')} />
            <DecimalInput
              label={t('form.warmUpFactor')}
              min={1.01}
              max={10}
              step={0.1}
              decimalScale={2}
              prefix="× "
              {...form.getInputProps('warmUpFactor')}
            />
          </Group>
        )}
      </Stack>
    </Stack>
  );
}
