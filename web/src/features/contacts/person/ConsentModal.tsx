import { Modal, Radio, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { FormEnd } from '../../../ui/FormEnd';
import { toFirstFault } from '../../../ui/firstFault';
import { done, tell } from '../../../ui/problems';
import { useSetConsent } from '../consentLedger';
import type { Contact } from '../listContacts';

interface Props {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
}

/** Writes down what somebody said elsewhere: on a form, in a call. Opting in needs to say how one knows. */
export function ConsentModal({ contact, opened, onClose }: Props) {
  const { t } = useTranslation('contacts');
  return (
    <Modal opened={opened} onClose={onClose} title={t('consent.record')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Form contact={contact} onClose={onClose} />
    </Modal>
  );
}

function Form({ contact, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['contacts', 'ui']);
  const set = useSetConsent(contact.id);
  const form = useForm({
    initialValues: { state: (contact.consent === 'opted_in' ? 'opted_out' : 'opted_in') as Schema<'ConsentState'>, evidence: '' },
    validate: { evidence: (value, { state }) => (state === 'opted_in' && !value.trim() ? t('consent.evidenceMissing') : null) },
  });
  const save = ({ state, evidence }: typeof form.values) =>
    set.mutate(
      { state, evidence: evidence.trim() || undefined },
      {
        onSuccess: ({ changed }) => {
          done(t(changed ? 'consent.recorded' : 'consent.same'));
          onClose();
        },
        onError: (problem) => tell(problem, form),
      },
    );
  return (
    <form onSubmit={form.onSubmit(save, toFirstFault)} noValidate>
      <Stack>
        <Radio.Group label={t('consent.said')} {...form.getInputProps('state')}>
          <Stack gap="xs" mt="xs">
            {(['opted_in', 'opted_out', 'unknown'] as const).map((state) => (
              <Radio key={state} value={state} label={t(`consent.choice.${state}`)} description={t(`consent.effect.${state}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('consent.evidence')}
          description={t('consent.evidenceAbout')}
          required={form.values.state === 'opted_in'}
          maxLength={1000}
          autosize
          minRows={2}
          {...form.getInputProps('evidence')}
        />
        <FormEnd submit={t('ui:save')} pending={set.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
