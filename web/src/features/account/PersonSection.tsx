import { Avatar, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { done, tell } from '../../ui/problems';
import { Section } from '../../ui/Section';
import { useChangeMe } from './changeMe';

/** Who one is here, and what one is called. */
export function PersonSection() {
  const { t } = useTranslation(['account', 'app']);
  const me = useMe();
  const change = useChangeMe();
  const { email = '', name } = me.user ?? {};
  const form = useForm({ initialValues: { name: name ?? '' } });
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: (saved) => {
        form.setInitialValues({ name: saved.user?.name ?? '' });
        form.reset();
        done(t('person.saved'));
      },
      onError: (problem) => tell(problem, form),
    }),
  );
  return (
    <Section title={t('person.title')} about={t('person.about')}>
      <Stack gap="lg">
        <Group wrap="nowrap">
          <Avatar size={48} radius="xl" color="parley" name={name ?? email} aria-hidden />
          <Stack gap={2} style={{ minWidth: 0 }}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name ?? email}
            </Text>
            {name && (
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {email}
              </Text>
            )}
            <Text size="sm" c="dimmed">
              {t('person.role', { role: t(`app:role.${me.role}`), tenant: me.tenant.name })}
            </Text>
          </Stack>
        </Group>
        <form onSubmit={submit}>
          <Stack maw={360} align="flex-start">
            <TextInput
              w="100%"
              label={t('person.name')}
              description={t('person.nameHint')}
              placeholder={email}
              maxLength={120}
              autoComplete="name"
              {...form.getInputProps('name')}
            />
            <Button type="submit" variant="default" disabled={!form.isDirty()} loading={change.isPending}>
              {t('person.save')}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Section>
  );
}
