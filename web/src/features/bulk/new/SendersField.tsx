import { Radio, Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useSenders } from '../../../lib/senders';
import { DecimalInput } from '../../../ui/DecimalInput';

export interface Route {
  /** Whoever suits each recipient; all that are connected, evenly; a single one. */
  way: 'any' | 'every' | 'one';
  senderId: string | null;
}

interface Props {
  route: Route;
  /** Seconds between two messages of one sender. */
  delay: number;
  error: ReactNode;
  onChange: (route: Route) => void;
  onDelay: (delay: number) => void;
}

export function SendersField({ route, delay, error, onChange, onDelay }: Props) {
  const { t } = useTranslation(['bulk', 'ui']);
  const format = useFormat();
  const senders = useSenders();
  const list = senders.data ?? [];
  const connected = list.filter((one) => one.status === 'connected').length;
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('route.label')}
        value={route.way}
        onChange={(way) => onChange({ ...route, way: way as Route['way'] })}
        error={error}
      >
        <Stack gap={10} mt={8}>
          <Radio value="any" label={t('route.any')} description={t('route.anyAbout')} />
          <Radio
            value="every"
            label={t('route.every')}
            description={t('route.everyAbout', { count: connected, n: format.number(connected) })}
          />
          <Radio value="one" label={t('route.one')} />
        </Stack>
      </Radio.Group>
      {route.way === 'one' && (
        <Select
          aria-label={t('route.one')}
          placeholder={t('route.choose')}
          data={list.map((one) => ({ value: one.id, label: one.name }))}
          value={route.senderId}
          onChange={(senderId) => onChange({ ...route, senderId })}
          searchable
          ml={30}
          maw={340}
          renderOption={({ option }) => {
            const sender = list.find((one) => one.id === option.value);
            return (
              <div>
                <Text size="sm">{option.label}</Text>
                <Text size="xs" c="dimmed">
                  {sender && `${format.phone(sender.phoneNumber)} · ${t(`ui:state.${sender.status}`)}`}
                </Text>
              </div>
            );
          }}
        />
      )}
      <DecimalInput
        label={t('delay.label')}
        description={t('delay.about')}
        value={delay}
        onChange={(value) => onDelay(Math.min(3600, Math.max(0, Number(value) || 0)))}
        min={0}
        max={3600}
        step={1}
        decimalScale={1}
        suffix={` ${t('delay.unit')}`}
        maw={340}
      />
    </Stack>
  );
}
