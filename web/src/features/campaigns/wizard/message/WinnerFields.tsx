import { Group, NumberInput, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MessageValues } from '../message';

type Winner = NonNullable<MessageValues['winner']>;

/** By what rule the best variant takes what is left. */
export function WinnerFields({
  winner,
  onChange,
}: {
  winner: MessageValues['winner'];
  onChange: (winner: MessageValues['winner']) => void;
}) {
  const { t } = useTranslation('campaigns');
  return (
    <div style={{ marginTop: 16 }}>
      <Switch
        label={t('message.winner')}
        description={t('message.winnerAbout')}
        checked={winner !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? { by: 'read', afterSent: 200 } : null)}
      />
      {winner && (
        <Group gap="sm" mt="sm" ml={50} align="flex-end">
          <Select
            label={t('message.winnerBy')}
            data={(['read', 'reply'] as const).map((value) => ({ value, label: t(`message.by.${value}`) }))}
            value={winner.by}
            onChange={(by) => by && onChange({ ...winner, by: by as Winner['by'] })}
            allowDeselect={false}
            w={180}
          />
          <NumberInput
            label={t('message.winnerAfter')}
            value={winner.afterSent}
            onChange={(value) => onChange({ ...winner, afterSent: Math.min(1_000_000, Math.max(10, Math.round(Number(value)) || 10)) })}
            min={10}
            max={1_000_000}
            thousandSeparator=" "
            w={260}
          />
        </Group>
      )}
    </div>
  );
}
