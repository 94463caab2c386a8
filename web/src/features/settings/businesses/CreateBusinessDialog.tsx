import { Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../../ui/FormEnd';
import { tell } from '../../../ui/problems';
import { OnceDialog, useHandedOver } from '../OnceDialog';
import { useCreateTenant } from './calls';

export function CreateBusinessDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const create = useCreateTenant();
  const handedOver = useHandedOver();
  const form = useForm({
    initialValues: { name: '', slug: '', ownerEmail: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('businesses.nameWanted')),
      slug: (value) => (value === '' || /^[a-z0-9][a-z0-9-]{0,62}$/.test(value) ? null : t('businesses.slugHint')),
    },
  });
  const submit = form.onSubmit(({ name, slug, ownerEmail }) =>
    create.mutate(
      { name: name.trim(), slug: slug || null, ownerEmail: ownerEmail.trim() },
      { onError: (problem) => tell(problem, form as never) },
    ),
  );
  const made = create.data;
  const email = form.values.ownerEmail.trim();
  return (
    <OnceDialog
      title={made ? t('businesses.madeTitle', { name: made.name }) : t('businesses.create')}
      once={handedOver(email, made)}
      told={made && t('businesses.known', { email })}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t('businesses.name')} required maxLength={120} data-autofocus {...form.getInputProps('name')} />
          <TextInput label={t('businesses.slug')} description={t('businesses.slugHint')} maxLength={63} {...form.getInputProps('slug')} />
          <TextInput
            label={t('businesses.owner')}
            description={t('businesses.ownerHint')}
            type="email"
            required
            maxLength={254}
            {...form.getInputProps('ownerEmail')}
          />
          <FormEnd submit={t('businesses.submit')} pending={create.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OnceDialog>
  );
}
