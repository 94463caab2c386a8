import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import type { Sender } from './sender';

/** The server's sentences are English and say most (which quota, which time), so English readers get them as they are; for others the
 * slug is put into their language, with what a person wrote beside it. */
export function useWords() {
  const { t, i18n } = useTranslation('senders');
  const english = i18n.language.startsWith('en');
  const reason = (slug: string | null | undefined, sentence: string | null | undefined) =>
    english || !slug ? sentence : t(`reason.${slug}`, sentence ?? slug);
  return {
    reason,
    hindrance: (one: Schema<'Hindrance'>, sender: Sender) => {
      if (english) return one.sentence;
      const session = sender.sessions[0];
      const because =
        one.slug === 'paused'
          ? sender.statusReason
          : one.slug === 'not-connected'
            ? reason(session?.reason, session?.reasonText)
            : undefined;
      return [t(`hindrance.${one.slug}`, { name: sender.name, defaultValue: one.sentence }), because].filter(Boolean).join(' ');
    },
    /** Why it is in its status; a status carries no slug, so it is taken from the session that it came from. */
    status: (sender: Sender) => {
      const session = sender.sessions.find((one) => one.reasonText === sender.statusReason);
      return reason(session?.reason, sender.statusReason);
    },
  };
}
