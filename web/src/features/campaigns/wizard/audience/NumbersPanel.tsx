import { Group, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../lib/format';
import { useTenant } from '../../calls/tenant';
import type { readNumbers } from '../numbers';

interface Props {
  text: string;
  kept: number;
  read: ReturnType<typeof readNumbers>;
  onChange: (text: string) => void;
}

export function NumbersPanel({ text, kept, read, onChange }: Props) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { people, variables } = read;
  const tenant = useTenant();
  const local = people.filter((one) => !one.phoneNumber.startsWith('+')).length;
  return (
    <div>
      <Textarea
        label={kept ? t('audience.replaceNumbers') : t('audience.numbers')}
        description={kept ? t('audience.keptAbout', { count: kept, n: format.number(kept) }) : t('audience.numbersAbout')}
        placeholder={'+55 11 98765-4321; Ana\n+55 21 98888-7777; Bruno'}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={6}
        maxRows={14}
        styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: 13 } }}
      />
      <Group gap="md" mt="xs" role="status">
        {people.length > 0 && (
          <Text size="sm" fw={600}>
            {t('numbersCount', { count: people.length, n: format.number(people.length) })}
          </Text>
        )}
        {tenant.data && !tenant.data.defaultRegion && local > 0 && (
          <Text size="sm" c="var(--mantine-color-orange-text)">
            {t('audience.noCountry', { count: local, n: format.number(local) })}
          </Text>
        )}
        {variables.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('audience.columnsFound', { names: variables.map((name) => `{{${name}}}`).join(', ') })}
          </Text>
        )}
      </Group>
    </div>
  );
}
