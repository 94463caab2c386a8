import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useFormat } from '../../lib/format';
import { useReason } from '../Reasons/Reason';

export type Told = Pick<Schema<'Hindrance'>, 'slug' | 'values' | 'sentence'>;

/** Why something does not go, in the reader's language with the reader's times; what has no translation yet is told in the server's words.
 * A page that always tells some fetches the texts with its own; elsewhere they come when there is something to tell. */
export function useWhy() {
  const { t, ready } = useTranslation(['ui/Why', 'ui/Reasons'], { useSuspense: false });
  const format = useFormat();
  const reasonOf = useReason();
  return ({ slug, values, sentence }: Told): string => {
    if (!ready) return '';
    if (!i18next.exists(`ui/Why:${slug}`)) return sentence;
    const { quota, per } = values;
    const reason = reasonOf(values.reason);
    const at = values.at ? format.clock(values.at) : undefined;
    const text = t(slug, {
      ...values,
      at,
      reason,
      quota: quota != null && per ? t(`per.${per}`, { count: quota, amount: format.number(quota) }) : quota,
      senders: values.senders != null ? format.number(values.senders) : undefined,
    });
    // What may be known or not stands behind it, in a sentence of its own.
    const after = [
      reason && !text.includes(reason) ? reason : undefined,
      at && i18next.exists(`ui/Why:${slug}_at`) ? t(`${slug}_at`, { at }) : undefined,
    ];
    return [text, ...after].filter(Boolean).join(' ');
  };
}

/** The same, for where a hook would fetch the texts before there is something to tell. */
export function Why({ of: why }: { of: Told }) {
  return useWhy()(why);
}
