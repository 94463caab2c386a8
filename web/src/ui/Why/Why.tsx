import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useFormat } from '../../lib/format';
import { driverName } from '../Driver/driverName';
import { useReason } from '../Reasons/Reason';

const ofSenders = new Set(['not-connected', 'paused']);

export type Told = Pick<Schema<'Hindrance'>, 'slug' | 'values' | 'sentence'>;

/** Why something does not go, in the reader's language with the reader's times; what has no translation yet is told in the server's words.
 * A page that always tells some fetches the texts with its own; elsewhere they come when there is something to tell. */
export function useWhy() {
  const { t, ready } = useTranslation(['ui/Why', 'ui/Reasons'], { useSuspense: false });
  const format = useFormat();
  const reasonOfMessage = useReason();
  const reasonOfSession = useReason('session');
  return ({ slug, values, sentence }: Told): string => {
    if (!ready) return '';
    if (!i18next.exists(`ui/Why:${slug}`)) return sentence;
    const { quota, per } = values;
    // What is wrong with a sender is its connection's matter; no message is meant.
    const reason = (ofSenders.has(slug) ? reasonOfSession : reasonOfMessage)(values.reason);
    const at = values.at ? format.clock(values.at) : undefined;
    const text = t(slug, {
      ...values,
      driver: values.driver ? driverName(values.driver) : undefined,
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
