import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import type { Campaign } from './calls/campaign';

/** Names a pace: a profile, or its two numbers. */
export function usePacingName() {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (pacing: Campaign['pacing']) => {
    if (!pacing) return t('pace.own');
    const shape = typeof pacing === 'string' ? { profile: pacing } : pacing;
    if (shape.profile) return t(`pace.${shape.profile}`);
    const seconds = (ms: number | null | undefined) => format.rate((ms ?? 0) / 1000);
    return t('pace.numbers', { min: seconds(shape.minMs), max: seconds(shape.maxMs) });
  };
}
