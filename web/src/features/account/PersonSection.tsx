import { Avatar, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { Section } from '../../ui/Section';

/** Who one is here. Name and e-mail were given with the invitation. */
export function PersonSection() {
  const { t } = useTranslation(['account', 'app']);
  const me = useMe();
  const { email = '', name } = me.user ?? {};
  return (
    <Section title={t('person.title')} about={t('person.about')}>
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
    </Section>
  );
}
