import { useTranslation } from 'react-i18next';
import { ask } from '../../ui/ask';
import { done, tell } from '../../ui/problems';
import { useDeleteSegment } from './deleteSegment';

/** Asks, then deletes a segment. */
export function useForget() {
  const { t } = useTranslation('segments');
  const remove = useDeleteSegment();
  return ({ id, name }: { id: string; name: string }, then?: () => void) =>
    ask(
      {
        title: t('forget.title', { name }),
        children: t('forget.text'),
        confirm: t('forget.confirm'),
      },
      () =>
        remove.mutate(id, {
          onSuccess: () => {
            done(t('forget.done', { name }));
            then?.();
          },
          onError: (problem) => tell(problem),
        }),
    );
}
