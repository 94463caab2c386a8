import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import classes from './FlowBar.module.css';
import { type Figures, flowColors, flowOf, flowOrder } from './figures';

/** How far a sending is, and what became of those it reached. */
export function FlowBar({ figures, height = 8 }: { figures: Figures; height?: number }) {
  const { t } = useTranslation('ui/Flow');
  const format = useFormat();
  const { parts, done } = flowOf(figures);
  const told = flowOrder.filter((part) => parts[part] > 0).map((part) => `${t(part)} ${format.number(parts[part])}`);
  const label = [t('done', { done: format.number(done), total: format.number(figures.total) }), ...told].join(', ');
  return (
    <div className={classes.bar} style={{ height }} role="img" aria-label={label} title={told.join(' · ')}>
      {flowOrder.map(
        (part) =>
          parts[part] > 0 && (
            <div
              key={part}
              className={classes.part}
              style={{ width: `${(100 * parts[part]) / figures.total}%`, background: flowColors[part] }}
            />
          ),
      )}
    </div>
  );
}

/** The bar with its figures below, for a row of a table. */
export function FlowCell({ figures }: { figures: Figures }) {
  const { t } = useTranslation('ui/Flow');
  const format = useFormat();
  const { done, share } = flowOf(figures);
  return (
    <Stack gap={5}>
      <FlowBar figures={figures} height={6} />
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" truncate>
          {t('done', { done: format.number(done), total: format.number(figures.total) })}
        </Text>
        <Text size="xs" c="dimmed">
          {format.percent(share)}
        </Text>
      </Group>
    </Stack>
  );
}

/** What the colours of the bar mean, with the figures. */
export function FlowKey({ figures }: { figures: Figures }) {
  const { t } = useTranslation('ui/Flow');
  const format = useFormat();
  const { parts, done } = flowOf(figures);
  const waiting = Math.max(0, figures.total - done);
  return (
    <Group gap="6px 20px">
      {flowOrder
        .filter((part) => parts[part] > 0)
        .map((part) => (
          <Key key={part} color={flowColors[part]} name={t(part)} value={format.number(parts[part])} />
        ))}
      {waiting > 0 && <Key color="var(--mantine-color-default-border)" name={t('waiting')} value={format.number(waiting)} />}
    </Group>
  );
}

function Key({ color, name, value }: { color: string; name: string; value: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <span className={classes.key} style={{ background: color }} />
      <Text size="xs" c="dimmed">
        {name}{' '}
        <Text span inherit fw={600} c="var(--mantine-color-text)">
          {value}
        </Text>
      </Text>
    </Group>
  );
}
