import { useTranslation } from 'react-i18next';
import { format } from '../../../lib/format';
import { ask } from '../../../ui/ask';
import { done, tell } from '../../../ui/problems';
import { type LetterFilter, type Message, useDropLetter, useRetryLetter, useWorkLetters } from '../calls/deadLetters';

/** What can be done with letters, with a question wherever somebody could get a message twice or something is given up. */
export function useLetterActions(filter: LetterFilter, onJob: (id: string) => void) {
  const { t } = useTranslation('queue');
  const retryOne = useRetryLetter();
  const dropOne = useDropLetter();
  const work = useWorkLetters();
  const narrowed = Boolean(filter.state || filter.sender || filter.reason || filter.campaign);
  const whoOf = ({ contactName, to }: Message) => contactName ?? format.phone(to);

  const retry = (message: Message) => {
    const run = () =>
      retryOne.mutate(message.id, {
        onSuccess: () => done(t('letters.retried', { who: whoOf(message) })),
        onError: (problem) => tell(problem),
      });
    if (message.state !== 'unknown') run();
    else ask({ title: t('retryUnknown.title'), children: t('retryUnknown.about'), confirm: t('retryUnknown.confirm') }, run);
  };
  const drop = (message: Message) =>
    ask({ title: t('letters.dropTitle', { who: whoOf(message) }), children: t('letters.dropAbout'), confirm: t('letters.drop') }, () =>
      dropOne.mutate(message.id, {
        onSuccess: () => done(t('letters.dropped', { count: 1, n: '1' })),
        onError: (problem) => tell(problem),
      }),
    );
  const all = (what: 'retry' | 'drop') =>
    work.mutate(
      { what, filter },
      {
        onSuccess: ({ jobId, done: count, left }) => {
          if (jobId) onJob(jobId);
          else {
            const told = t(what === 'retry' ? 'letters.retriedAll' : 'letters.dropped', { count, n: format.number(count) });
            done(left > 0 ? `${told} ${t('letters.left', { count: left, n: format.number(left) })}` : told);
          }
        },
        onError: (problem) => tell(problem),
      },
    );
  const which = narrowed ? t('letters.theseFiltered') : t('letters.these');
  const retryAll = () =>
    ask(
      filter.state === 'unknown'
        ? { title: t('letters.retryAllTitle'), children: `${which} ${t('retryUnknown.about')}`, confirm: t('letters.retryAll') }
        : {
            title: t('letters.retryAllTitle'),
            children: `${which} ${t('letters.retryAllAbout')}`,
            confirm: t('letters.retryAll'),
            danger: false,
          },
      () => all('retry'),
    );
  const dropAll = () =>
    ask({ title: t('letters.dropAllTitle'), children: `${which} ${t('letters.dropAllAbout')}`, confirm: t('letters.dropAll') }, () =>
      all('drop'),
    );

  return { retry, drop, retryAll, dropAll, working: work.isPending ? work.variables.what : null };
}
