import { Chip, Group, Input, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { everyDay, type SendingValues } from '../sending';

interface Props {
  values: SendingValues;
  set: (change: Partial<SendingValues>) => void;
  told: (field: keyof SendingValues) => string | undefined;
  tenantZone: string;
}

/** The hours and weekdays in which it sends, and whose clock they are on. */
export function WindowFields({ values, set, told, tenantZone }: Props) {
  const { t } = useTranslation('campaigns');
  const zones = useMemo(() => {
    const names = new Set([
      tenantZone,
      Intl.DateTimeFormat().resolvedOptions().timeZone,
      values.zone,
      ...Intl.supportedValuesOf('timeZone'),
    ]);
    names.delete('recipient');
    return [...names];
  }, [tenantZone, values.zone]);
  const limited = values.hours || values.days.length < 7;
  return (
    <Stack gap="md">
      <div>
        <Switch
          label={t('sending.hours')}
          description={t('sending.hoursAbout')}
          checked={values.hours}
          onChange={(event) => set({ hours: event.currentTarget.checked })}
        />
        {values.hours && (
          <Group gap="sm" mt="sm" ml={50} align="flex-start">
            {(['from', 'to'] as const).map((field) => (
              <TextInput
                key={field}
                type="time"
                label={t(`sending.${field}`)}
                value={values[field]}
                onChange={(event) => set({ [field]: event.currentTarget.value })}
                error={told(field)}
                w={130}
              />
            ))}
          </Group>
        )}
      </div>
      <Input.Wrapper label={t('sending.days')} error={told('days')} labelElement="div">
        <Chip.Group multiple value={values.days.map(String)} onChange={(days) => set({ days: days.map(Number) })}>
          <Group gap={6} mt={4} role="group" aria-label={t('sending.days')}>
            {everyDay.map((day) => (
              <Chip key={day} value={String(day)} size="sm" radius="sm">
                {t(`day.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      {limited && (
        <Select
          label={t('sending.zone')}
          description={t('sending.zoneAbout')}
          data={[{ value: 'recipient', label: t('zoneRecipient') }, ...zones.map((value) => ({ value, label: value }))]}
          value={values.zone}
          onChange={(zone) => zone && set({ zone })}
          searchable
          allowDeselect={false}
          limit={60}
          maw={360}
        />
      )}
    </Stack>
  );
}
