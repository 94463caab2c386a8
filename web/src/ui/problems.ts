import type { UseFormReturnType } from '@mantine/form';
import type { NotificationData } from '@mantine/notifications';
import i18next from 'i18next';
import { Problem } from '../lib/api/client';
import { wantNotices } from './Notices';

/** A problem in a sentence for people. The server's sentences say what to do; a problem comes with them in the reader's language. */
export function sentence(problem: unknown): string {
  if (!(problem instanceof Problem)) return i18next.t('ui:problem.bug');
  if (problem.type === 'offline') return i18next.t('ui:problem.offline');
  if (problem.type === 'internal' || (problem.status >= 500 && !problem.detail))
    return i18next.t('ui:problem.server', { traceId: problem.traceId ?? '' });
  return problem.detail || problem.title || i18next.t('ui:problem.server', { traceId: problem.traceId ?? '' });
}

/** Tells of something that did not work; for a form give it, so that the fields at fault are marked instead, and the first one is gone to. */
export function tell(problem: unknown, form?: Pick<UseFormReturnType<never>, 'setErrors'> & { values: object }) {
  if (form && problem instanceof Problem) {
    const marked = Object.entries(problem.errors).filter(([field]) => field in form.values);
    if (marked.length > 0) {
      form.setErrors(Object.fromEntries(marked.map(([field, sentences]) => [field, sentences.join(' ')])));
      void import('./firstFault').then(({ toFirstFault }) => toFirstFault());
      return;
    }
  }
  show({ color: 'red', title: i18next.t('ui:problem.title'), message: sentence(problem), autoClose: 8000 });
}

export function done(message: string) {
  show({ color: 'teal', message, autoClose: 3000 });
}

function show(notice: NotificationData) {
  wantNotices();
  // What is shown before the place stands waits for it.
  void import('@mantine/notifications').then(({ notifications }) =>
    notifications.show({ ...notice, closeButtonProps: { 'aria-label': i18next.t('ui:close') } }),
  );
}
