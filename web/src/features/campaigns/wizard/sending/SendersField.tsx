import { Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../lib/format';
import { Asked } from '../../../../ui/Asked';
import { State } from '../../../../ui/State';
import { useSenders } from '../../calls/senders';

interface Props {
  senders: string[] | null;
  onChange: (senders: string[] | null) => void;
  error: string | undefined;
}

/** All that are healthy, or some that are chosen. */
export function SendersField({ senders, onChange, error }: Props) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const known = useSenders();
  return (
    <Asked query={known}>
      {(list) => (
        <Stack gap="sm">
          <Radio.Group
            aria-label={t('sending.who')}
            value={senders === null ? 'all' : 'some'}
            onChange={(value) => onChange(value === 'all' ? null : list.filter((one) => one.status === 'connected').map((one) => one.id))}
          >
            <Stack gap={8}>
              <Radio value="all" label={t('sending.all')} description={t('sending.allAbout')} />
              <Radio value="some" label={t('sending.some')} />
            </Stack>
          </Radio.Group>
          {senders !== null && (
            <Checkbox.Group aria-label={t('sending.some')} value={senders} onChange={onChange} error={error}>
              <Stack gap={8} ml={30}>
                {list.map((one) => (
                  <Group key={one.id} gap="sm" wrap="nowrap">
                    <Checkbox value={one.id} label={one.name} description={format.phone(one.phoneNumber)} flex="0 1 260px" />
                    <State of={one.status} size="sm" />
                    <Text size="xs" c="dimmed" visibleFrom="sm">
                      {t('sending.perDay', { n: format.number(one.quotaToday) })}
                    </Text>
                  </Group>
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        </Stack>
      )}
    </Asked>
  );
}
