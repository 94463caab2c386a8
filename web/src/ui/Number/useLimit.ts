import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { peopleOf } from './limit';

/** A messaging limit in words; the word itself where it is a new one. */
export function useLimit() {
  const { t } = useTranslation('ui/Number');
  const format = useFormat();
  return (limit: string | null | undefined): string | undefined => {
    if (!limit) return undefined;
    const people = peopleOf(limit);
    if (people === undefined) return limit;
    return people === Number.POSITIVE_INFINITY ? t('unlimited') : t('limit', { n: format.number(people) });
  };
}
