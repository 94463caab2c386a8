import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { flowColors } from '../../../ui/Flow/figures';
import type { Figures } from '../calls/campaignStats';
import classes from './Funnel.module.css';
import { funnelOf } from './funnel';

const colors = {
  total: 'light-dark(var(--mantine-color-gray-4), var(--mantine-color-dark-3))',
  sent: flowColors.sent,
  delivered: flowColors.delivered,
  read: flowColors.read,
  replied: 'var(--mantine-primary-color-filled)',
} as const;

/** How many of the recipients got how far. */
export function Funnel({ figures }: { figures: Figures }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (
    <Stack gap={8} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {funnelOf(figures).map((step) => (
        <li key={step.key} className={classes.row}>
          <Text size="sm">{t(`funnel.${step.key}`)}</Text>
          <div className={classes.track} aria-hidden>
            {step.amount > 0 && <div className={classes.fill} style={{ width: `${100 * step.share}%`, background: colors[step.key] }} />}
          </div>
          <div className={classes.number}>
            <Text span size="sm" fw={600}>
              {format.number(step.amount)}
            </Text>{' '}
            {step.kept !== null && (
              <Text span size="xs" c="dimmed" title={t('funnel.ofBefore')}>
                {format.percent(Math.min(1, step.kept))}
              </Text>
            )}
          </div>
        </li>
      ))}
    </Stack>
  );
}
