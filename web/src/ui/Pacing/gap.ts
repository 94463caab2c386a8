import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Numbers, numbersOf, type Profile, usePacing } from '../../lib/pacing';

/** Says a gap in a sentence: 4–8 sec between messages, and 20–40 sec more after every 10. */
export function useGap() {
  const { t } = useTranslation('ui/Pacing');
  const format = useFormat();
  return ({ minMs, maxMs, pauseEvery, pauseMinMs, pauseMaxMs }: Numbers): string => {
    const seconds = (from: number | null | undefined, to: number | null | undefined) =>
      format.seconds((from ?? 0) / 1000, (to ?? 0) / 1000);
    if (!maxMs && !pauseEvery) return t('none');
    const gap = seconds(minMs, maxMs);
    return pauseEvery ? t('pauses', { gap, pause: seconds(pauseMinMs, pauseMaxMs), every: format.number(pauseEvery) }) : t('gap', { gap });
  };
}

/** What a profile means for this business, in a sentence; empty until it is known, and for what is no profile. */
export function useProfile() {
  const pacing = usePacing();
  const gap = useGap();
  return (profile: string): string => {
    const one = pacing.data?.profiles.find((shown) => shown.profile === (profile as Profile));
    return one ? gap(numbersOf(one.gap)) : '';
  };
}
