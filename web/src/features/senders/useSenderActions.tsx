import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linksPhone } from '../../lib/pairing';
import { ask } from '../../ui/ask';
import { useDriverName } from '../../ui/Driver/driverName';
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
  const nameOf = useDriverName();
  const { id, name } = sender;
  const close = () => setOpen(null);
  // With two drivers it is said which one is meant: the other goes on.
  const through = (driver?: string) => (driver && sender.sessions.length > 1 ? t('through', { name, driver: nameOf(driver) }) : name);
  // What has no login, or needs none of a phone, has none to keep.
  const keeps = (driver?: string) =>
    sender.sessions.some((one) => (!driver || one.driver === driver) && one.hasLogin && linksPhone(sender, one.driver));
  const sure = (what: 'disconnect' | 'logout' | 'delete', go: () => void, driver?: string) =>
    ask(
      {
        title: t(`ask.${what}`, { name: through(driver) }),
        children: [
          t(through(driver) === name ? `ask.${what}About` : `ask.${what}OneAbout`),
          what === 'disconnect' && keeps(driver) && t('ask.loginStays'),
        ]
          .filter(Boolean)
          .join(' '),
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
    disconnect: (driver?: string) =>
      sure(
        'disconnect',
        () => disconnect.mutate({ id, driver }, { onSuccess: () => done(t('done.disconnected', { name: through(driver) })) }),
        driver,
      ),
    logout: (driver?: string) =>
      sure(
        'logout',
        () => logout.mutate({ id, driver }, { onSuccess: () => done(t('done.loggedOut', { name: through(driver) })) }),
        driver,
      ),
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
