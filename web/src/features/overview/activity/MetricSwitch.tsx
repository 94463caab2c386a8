import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { colors, type Figures, type Metric, metrics, shareOf } from './figures';
import classes from './MetricSwitch.module.css';

/** The sums, each a switch for what the bars show. */
export function MetricSwitch({ total, shown, onShow }: { total: Figures; shown: Metric; onShow: (metric: Metric) => void }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  return (
    <fieldset className={classes.row} aria-label={t('activity.show')}>
      {metrics.map((metric) => {
        const share = shareOf(metric, total);
        return (
          <UnstyledButton
            key={metric}
            className={classes.one}
            aria-pressed={metric === shown}
            onClick={() => onShow(metric)}
            style={{ '--metric': colors[metric] } as never}
          >
            <Text size="xs" c="dimmed" fw={500} component="span" display="block">
              {t(`metric.${metric}`)}
            </Text>
            <Text fz="lg" fw={650} lh={1.3} component="span" display="block" title={format.number(total[metric])}>
              {format.short(total[metric])}
            </Text>
            <Text size="xs" c="dimmed" component="span" display="block" mih={19}>
              {share === undefined ? '' : format.percent(share)}
            </Text>
          </UnstyledButton>
        );
      })}
    </fieldset>
  );
}
