import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';

/** Why a message was not sent, in the reader's language; what has no translation yet is told in the server's words. */
export function useReason() {
  const { t } = useTranslation('ui/Reasons');
  return (reason: Schema<'Reason'> | null | undefined) => (reason ? t(reason.slug, reason.sentence || reason.slug) : null);
}
