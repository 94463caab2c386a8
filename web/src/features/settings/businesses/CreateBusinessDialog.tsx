import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { tell } from '../../../ui/problems';
import { heldOpen, Once } from '../Once';
import { useCreateTenant } from './calls';

export function CreateBusinessDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const create = useCreateTenant();
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
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? t('businesses.madeTitle', { name: made.name }) : t('businesses.create')}
      closeButtonProps={{ 'aria-label': t('close') }}
      {...heldOpen(Boolean(made?.oneTimePassword))}
    >
      {made?.oneTimePassword ? (
        <Once
          about={t('team.handOver', { email: form.values.ownerEmail.trim() })}
          label={t('team.oneTime')}
          value={made.oneTimePassword}
          expiresAt={made.passwordExpiresAt}
          onClose={onClose}
        />
      ) : made ? (
        <Stack>
          <Text size="sm">{t('businesses.known', { email: form.values.ownerEmail.trim() })}</Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('once.done')}</Button>
          </Group>
        </Stack>
      ) : (
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
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {t('businesses.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
