import { List } from '@mantine/core';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useFormat } from '../../lib/format';
import { useReason } from '../Reasons/Reason';

type Told = Pick<Schema<'Hindrance'>, 'slug' | 'values' | 'sentence'>;

/** Why something does not go, in the reader's language with the reader's times; what has no translation yet is told in the server's words. */
export function useWhy() {
  const { t } = useTranslation(['ui/Why', 'ui/Reasons']);
  const format = useFormat();
  const reasonOf = useReason();
  return ({ slug, values, sentence }: Told): string => {
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

/** What keeps each of several senders. */
export function WhyDetails({ details, dimmed }: { details: readonly Told[] | null | undefined; dimmed?: boolean }) {
  const whyOf = useWhy();
  return details?.length ? (
    <List size="sm" mt={4} c={dimmed ? 'dimmed' : undefined} styles={{ itemLabel: { overflowWrap: 'anywhere' } }}>
      {details.map((detail) => (
        <List.Item key={detail.sentence}>{whyOf(detail)}</List.Item>
      ))}
    </List>
  ) : null;
}
