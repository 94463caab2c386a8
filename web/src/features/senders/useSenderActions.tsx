import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../ui/ask';
import { done } from '../../ui/problems';
import { useDeleteSender } from './calls/deleteSender';
import { useDisconnectSender } from './calls/disconnectSender';
import { useLogoutSender } from './calls/logoutSender';
import { useResumeSender } from './calls/resumeSender';
import { EditSender } from './EditSender';
import { PauseDialog } from './PauseDialog';
import { RestDialog } from './RestDialog';
import type { Sender } from './sender';

/** What can be done with a sender, each with its question or its dialog. Draw `dialogs` somewhere. */
export function useSenderActions(sender: Sender, onDeleted?: () => void) {
  const { t } = useTranslation('senders');
  const [open, setOpen] = useState<'pause' | 'rest' | 'edit' | null>(null);
  const resume = useResumeSender();
  const disconnect = useDisconnectSender();
  const logout = useLogoutSender();
  const remove = useDeleteSender();
  const { id, name } = sender;
  const close = () => setOpen(null);
  const sure = (what: 'disconnect' | 'logout' | 'delete', go: () => void) =>
    ask(
      {
        title: t(`ask.${what}`, { name }),
        children: t(`ask.${what}About`),
        confirm: t(what),
        danger: what !== 'disconnect',
      },
      go,
    );

  return {
    busy: resume.isPending || disconnect.isPending || logout.isPending,
    pause: () => setOpen('pause'),
    rest: () => setOpen('rest'),
    edit: () => setOpen('edit'),
    resume: () => resume.mutate(id, { onSuccess: () => done(t('done.resumed', { name })) }),
    disconnect: () => sure('disconnect', () => disconnect.mutate(id, { onSuccess: () => done(t('done.disconnected', { name })) })),
    logout: (driver?: string) =>
      sure('logout', () => logout.mutate({ id, driver }, { onSuccess: () => done(t('done.loggedOut', { name })) })),
    remove: () =>
      sure('delete', () =>
        remove.mutate(id, {
          onSuccess: () => {
            done(t('done.deleted', { name }));
            onDeleted?.();
          },
        }),
      ),
    dialogs: (
      <>
        <PauseDialog sender={sender} opened={open === 'pause'} onClose={close} />
        <RestDialog sender={sender} opened={open === 'rest'} onClose={close} />
        <EditSender sender={sender} opened={open === 'edit'} onClose={close} />
      </>
    ),
  };
}
