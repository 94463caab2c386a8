import { Drawer, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/FormEnd';
import { done, tell } from '../../ui/problems';
import { useUpdateSender } from './calls/updateSender';
import { requestOf, type SenderValues, valuesOf } from './form';
import { SenderFields } from './SenderFields';
import type { Sender } from './sender';

export function EditSender({ sender, opened, onClose }: { sender: Sender; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('senders');
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      opened={opened}
      onClose={onClose}
      title={t('edit.title', { name: sender.name })}
      size={520}
    >
      <EditForm sender={sender} onClose={onClose} />
    </Drawer>
  );
}

function EditForm({ sender, onClose }: { sender: Sender; onClose: () => void }) {
  const { t } = useTranslation('senders');
  const update = useUpdateSender(sender.id);
  const form = useForm<SenderValues>({ initialValues: valuesOf(sender) });
  const send = form.onSubmit((values) => {
    const { phoneNumber: _, ...body } = requestOf(values, sender);
    // The document has pacing as the object only; the profile's bare name is the same to the server.
    update.mutate(body, {
      onSuccess: () => {
        done(t('done.saved', { name: values.name }));
        onClose();
      },
      onError: (problem) => tell(problem, form as never),
    });
  });
  return (
    <form onSubmit={send}>
      <Stack gap="xl">
        <SenderFields form={form} fresh={false} />
        <FormEnd submit={t('ui:save')} pending={update.isPending} disabled={!form.isDirty()} onCancel={onClose} />
      </Stack>
    </form>
  );
}
