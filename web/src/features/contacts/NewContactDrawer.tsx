import { Alert, Anchor, Checkbox, Drawer, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../lib/api/client';
import { useTags } from '../../lib/audiences';
import { useFormat } from '../../lib/format';
import { FormEnd } from '../../ui/FormEnd';
import { toFirstFault } from '../../ui/firstFault';
import { done, tell } from '../../ui/problems';
import { useDefaultRegion } from './getTenant';
import { useCreateContact } from './saveContact';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Shows who has the number already. */
  onFind: (number: string) => void;
}

export function NewContactDrawer({ opened, onClose, onFind }: Props) {
  const { t } = useTranslation('contacts');
  return (
    <Drawer opened={opened} onClose={onClose} title={t('add')} size="md" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <NewContact onClose={onClose} onFind={onFind} />
    </Drawer>
  );
}

const empty = { phoneNumber: '', name: '', tags: [] as string[], agreed: false, evidence: '' };

function NewContact({ onClose, onFind }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { phone } = useFormat();
  const known = useTags().data ?? [];
  const region = useDefaultRegion();
  const create = useCreateContact();
  const form = useForm({
    initialValues: empty,
    validate: {
      phoneNumber: (value) => (value.trim() ? null : t('new.numberMissing')),
      evidence: (value, values) => (values.agreed && !value.trim() ? t('consent.evidenceMissing') : null),
    },
  });
  const taken = create.error instanceof Problem && create.error.status === 409;

  const save = ({ phoneNumber, name, tags, agreed, evidence }: typeof empty) =>
    create.mutate(
      { phoneNumber, name: name.trim() || undefined, tags, consent: agreed ? { state: 'opted_in', evidence: evidence.trim() } : undefined },
      {
        onSuccess: (contact) => {
          done(t('new.done', { name: contact.name ?? phone(contact.phoneNumber ?? '') }));
          onClose();
        },
        onError: (problem) => {
          if (!(problem instanceof Problem && problem.status === 409)) tell(problem, form);
        },
      },
    );

  return (
    <form onSubmit={form.onSubmit(save, toFirstFault)} noValidate>
      <Stack>
        {taken && (
          <Alert color="yellow" variant="light" title={t('new.taken')}>
            <Anchor component="button" type="button" size="sm" onClick={() => onFind(form.values.phoneNumber)}>
              {t('new.show')}
            </Anchor>
          </Alert>
        )}
        <TextInput
          label={t('number')}
          description={region ? t('new.numberRegion', { region }) : t('new.numberNoRegion')}
          placeholder="+55 11 98765-4321"
          type="tel"
          inputMode="tel"
          required
          data-autofocus
          {...form.getInputProps('phoneNumber')}
        />
        <TextInput label={t('name')} maxLength={200} {...form.getInputProps('name')} />
        <TagsInput
          label={t('tags')}
          description={t('tagsAbout')}
          data={known.map(({ tag }) => tag)}
          maxTags={50}
          {...form.getInputProps('tags')}
        />
        <Checkbox label={t('new.agreed')} {...form.getInputProps('agreed', { type: 'checkbox' })} />
        {form.values.agreed && (
          <Textarea
            label={t('consent.evidence')}
            description={t('consent.evidenceAbout')}
            autosize
            minRows={2}
            maxLength={1000}
            required
            {...form.getInputProps('evidence')}
          />
        )}
        <Text size="xs" c="dimmed">
          {t('new.later')}
        </Text>
        <FormEnd mt="sm" submit={t('new.submit')} pending={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
