import { Anchor, Group, Radio, Select, type SelectProps, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconBuildingStore, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Driver, useDrivers } from '../../lib/drivers';
import { DriverProblem } from '../../ui/Driver/DriverProblem';
import { recommended, useDriverName } from '../../ui/Driver/driverName';
import { Standing } from '../../ui/Driver/Standing';
import { Notice } from '../../ui/Notice';
import { useBusinessAccounts } from './calls/businessNumber';
import classes from './DriverFields.module.css';
import type { SenderValues } from './form';

/** Which way a sender takes to WhatsApp and which one when that surely failed: each with when to choose it and what is wrong with it now. */
export function DriverFields({ form }: { form: UseFormReturnType<SenderValues> }) {
  const { t } = useTranslation('ui/Driver');
  const nameOf = useDriverName();
  const drivers = useDrivers();
  const { driver, fallbackDriver } = form.values;
  const choices = choicesOf(drivers, [driver, fallbackDriver]);
  const problemOf = (name: string) => drivers.find((one) => one.name === name)?.problem;
  const missing = (name: string) => drivers.length > 0 && !drivers.some((one) => one.name === name);
  const others = fallbacksOf(choices, driver, fallbackDriver);
  const { error, ...chosen } = form.getInputProps('driver');
  const option: SelectProps['renderOption'] = ({ option: { value }, checked }) => (
    <Group gap="xs" wrap="nowrap" align="flex-start" flex={1}>
      <Stack gap={2} flex={1} style={{ minWidth: 0 }}>
        <Group gap="xs" justify="space-between">
          <Text size="sm" fw={550}>
            {nameOf(value)}
          </Text>
          <Standing of={value} />
        </Group>
        <Text size="xs" c="dimmed">
          {t(`about.${value}`, '')}
        </Text>
        <DriverProblem problem={problemOf(value)} />
      </Stack>
      {checked && <IconCheck size={16} aria-hidden />}
    </Group>
  );
  return (
    <>
      <Radio.Group
        label={t('choice')}
        required
        error={error}
        {...chosen}
        onChange={(value) => {
          form.setFieldValue('driver', value);
          // A driver is no fallback for itself.
          if (value === fallbackDriver) form.setFieldValue('fallbackDriver', null);
        }}
      >
        <Stack gap="xs" mt={4}>
          {choices.map((name) => (
            <Radio.Card key={name} value={name} className={classes.card} aria-label={nameOf(name)}>
              <Group wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator mt={2} />
                <Stack gap={4} flex={1} style={{ minWidth: 0 }}>
                  <Group gap="xs" justify="space-between">
                    <Text size="sm" fw={600} component="span">
                      {nameOf(name)}
                    </Text>
                    <Standing of={name} />
                  </Group>
                  <Text size="xs" c="dimmed" component="span">
                    {t(`about.${name}`, '')}
                  </Text>
                  {missing(name) ? (
                    <Text size="xs" c="red" component="span">
                      {t('missing')}
                    </Text>
                  ) : (
                    <DriverProblem problem={problemOf(name)} />
                  )}
                </Stack>
              </Group>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      {others.length > 0 && (
        <Stack gap={6}>
          <Select
            label={t('fallback')}
            description={t('fallbackAbout')}
            placeholder={t('fallbackNone')}
            clearable
            data={others.map((name) => ({ value: name, label: nameOf(name) }))}
            renderOption={option}
            maxDropdownHeight={360}
            {...form.getInputProps('fallbackDriver')}
          />
          <DriverProblem problem={fallbackDriver ? problemOf(fallbackDriver) : null} />
        </Stack>
      )}
      {(driver === 'cloud' || fallbackDriver === 'cloud') && <NoAccount />}
    </>
  );
}

/** The official one needs a business account first; with one, the number is found in it by itself. */
function NoAccount() {
  const { t } = useTranslation('senders');
  const accounts = useBusinessAccounts();
  if (accounts.data?.length !== 0) return null;
  return (
    <Notice color="yellow" icon={IconBuildingStore} p="sm">
      {t('business.noAccount')}{' '}
      <Anchor size="sm" renderRoot={(props) => <Link to="/settings" search={{ tab: 'cloud' }} {...props} />}>
        {t('business.addAccount')}
      </Anchor>
    </Notice>
  );
}

/** What can be chosen. What a sender has already may be a driver that this install no longer has; it must not vanish from the form. */
export function choicesOf(drivers: readonly Driver[], has: readonly (string | null)[]): string[] {
  const names = new Set(drivers.map((one) => one.name));
  for (const name of has) if (name) names.add(name);
  return [...names].sort(recommended);
}

/** What can take over from a driver. The simulator's phones are nobody's, so it takes over from none; where it was chosen once, it shows. */
export function fallbacksOf(choices: readonly string[], driver: string, chosen: string | null): string[] {
  return choices.filter((name) => name !== driver && (name !== 'simulator' || name === chosen));
}

/** The one that is chosen before a person chooses: the most recommended that works. The official one works with a business account only. */
export function firstChoice(drivers: readonly Driver[], hasAccount: boolean): string | undefined {
  const sorted = drivers.filter((driver) => driver.name !== 'cloud' || hasAccount).sort((one, other) => recommended(one.name, other.name));
  return (sorted.find((one) => !one.problem) ?? sorted[0] ?? drivers[0])?.name;
}
