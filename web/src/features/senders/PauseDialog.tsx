import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/FormEnd';
import { done } from '../../ui/problems';
import { usePauseSender } from './calls/pauseSender';
import type { Sender } from './sender';

/** Nothing is sent until somebody resumes it; the reason stands wherever one asks why. */
export function PauseDialog({ sender, opened, onClose }: { sender: Sender; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('senders');
  const pause = usePauseSender();
  const [reason, setReason] = useState('');
  const send = () =>
    pause.mutate(
      { id: sender.id, reason: reason.trim() || undefined },
      {
        onSuccess: () => {
          done(t('done.paused', { name: sender.name }));
          setReason('');
          onClose();
        },
      },
    );
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      opened={opened}
      onClose={onClose}
      title={t('pause.title', { name: sender.name })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
          <Text size="sm">{t('pause.about')}</Text>
          <Textarea
            label={t('pause.reason')}
            description={t('pause.reasonAbout')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
            maxLength={300}
            data-autofocus
          />
          <FormEnd submit={t('pause.submit')} pending={pause.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
