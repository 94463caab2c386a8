import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useSaid } from '../../lib/sentences/useSaid';

/** Why something was not sent or is not connected, in the reader's language; what a person wrote and what has no translation yet as it stands.
 * @param of A session speaks of its connection, where a message speaks of itself. */
export function useReason(of?: 'session') {
  const { t } = useTranslation('ui/Reasons');
  const said = useSaid();
  return (reason: Schema<'Reason'> | null | undefined) => {
    if (!reason) return null;
    const key = [`${reason.slug}_${of}`, reason.slug].find((one) => i18next.exists(`ui/Reasons:${one}`));
    return key ? t(key) : said(reason.sentence || reason.slug);
  };
}
