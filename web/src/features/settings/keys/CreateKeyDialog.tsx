import { Checkbox, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../../ui/FormEnd';
import { toFirstFault } from '../../../ui/firstFault';
import { tell } from '../../../ui/problems';
import { OnceDialog } from '../OnceDialog';
import { useCreateKey } from './calls';
import { endOf, type Life, lives, picked, scopes } from './keys';

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const create = useCreateKey();
  const form = useForm({
    initialValues: { name: '', scopes: ['read'] as string[], life: 'never' as Life, expiresAt: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('keys.nameWanted')),
      scopes: (value) => (value.length > 0 ? null : t('keys.scopeWanted')),
      expiresAt: (value, values) => (values.life === 'date' && !value ? t('keys.dayWanted') : null),
    },
  });
  const submit = form.onSubmit(
    (values) =>
      create.mutate(
        { name: values.name.trim(), scopes: values.scopes, expiresAt: endOf(values.life, values.expiresAt, new Date()) },
        { onError: (problem) => tell(problem, form as never) },
      ),
    toFirstFault,
  );
  const made = create.data;
  return (
    <OnceDialog
      title={made ? t('keys.madeTitle', { name: made.name }) : t('keys.create')}
      once={made && { about: t('keys.keep'), label: t('keys.key'), value: made.key, expiresAt: made.expiresAt }}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t('keys.name')}
            description={t('keys.nameHint')}
            required
            maxLength={80}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Input.Wrapper label={t('keys.may')} labelElement="div" error={form.errors.scopes} role="group" aria-label={t('keys.may')}>
            <Stack gap="xs" mt={6}>
              {scopes.map(({ scope, text }) => (
                <Checkbox
                  key={scope}
                  label={t(`keys.scope.${text}`)}
                  description={t(`keys.scopeAbout.${text}`)}
                  checked={form.values.scopes.includes(scope)}
                  onChange={(event) => form.setFieldValue('scopes', picked(scope, event.currentTarget.checked, form.values.scopes))}
                />
              ))}
            </Stack>
          </Input.Wrapper>
          <Group align="flex-start" grow>
            <Select
              label={t('keys.ends')}
              data={lives.map((life) => ({ value: life, label: t(`keys.life.${life}`) }))}
              allowDeselect={false}
              {...form.getInputProps('life')}
            />
            {form.values.life === 'date' && (
              <TextInput
                type="date"
                label={t('keys.day')}
                min={new Date().toISOString().slice(0, 10)}
                {...form.getInputProps('expiresAt')}
              />
            )}
          </Group>
          <FormEnd submit={t('keys.submit')} pending={create.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OnceDialog>
  );
}
