import { Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Driver, useDriverQuery } from '../../../lib/drivers';
import { Asked, Lines } from '../../../ui/Asked';
import { Capabilities } from '../../../ui/Driver/Capabilities';
import { DriverProblem } from '../../../ui/Driver/DriverProblem';
import { known, recommended, useDriverName } from '../../../ui/Driver/driverName';
import { Standing } from '../../../ui/Driver/Standing';
import { TabHead } from '../TabHead';

/** The ways to WhatsApp: when to choose which, what is wrong with one now, and what each can do. */
export function ChannelsTab() {
  const { t } = useTranslation('settings');
  const query = useDriverQuery();
  return (
    <>
      <TabHead title={t('tab.channels')} about={t('channels.about')} />
      <Asked query={query} loading={<Lines count={8} height={32} />}>
        {(drivers) => <Drivers drivers={[...drivers].sort((one, other) => recommended(one.name, other.name))} />}
      </Asked>
    </>
  );
}

function Drivers({ drivers }: { drivers: readonly Driver[] }) {
  const { t } = useTranslation(['settings', 'ui/Driver']);
  const nameOf = useDriverName();
  const absent = known.filter((name) => !drivers.some((driver) => driver.name === name));
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {drivers.map((driver) => (
          <Paper key={driver.name} withBorder p="md" component="article" aria-label={nameOf(driver.name)}>
            <Head name={driver.name} />
            {driver.problem ? (
              <DriverProblem problem={driver.problem} />
            ) : (
              <Group gap={6} wrap="nowrap">
                <IconCircleCheck size={15} aria-hidden color="var(--mantine-color-teal-6)" style={{ flexShrink: 0 }} />
                <Text size="xs">{t('channels.fine')}</Text>
              </Group>
            )}
          </Paper>
        ))}
        {absent.map((name) => (
          <Paper key={name} withBorder p="md" component="article" aria-label={nameOf(name)} style={{ borderStyle: 'dashed' }}>
            <Head name={name} />
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {t('ui/Driver:missing')} {t(`channels.absent.${name}`, '')}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <section aria-label={t('channels.compare')}>
        <Title order={3} size="h5" mb="xs">
          {t('channels.compare')}
        </Title>
        <Paper withBorder p="xs">
          <Capabilities drivers={drivers} />
        </Paper>
      </section>
    </Stack>
  );
}

function Head({ name }: { name: string }) {
  const { t } = useTranslation('ui/Driver');
  const nameOf = useDriverName();
  return (
    <>
      <Group justify="space-between" gap="xs" mb={4} align="flex-start">
        <Title order={3} size="h6">
          {nameOf(name)}
        </Title>
        <Standing of={name} />
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {t(`about.${name}`, '')}
      </Text>
    </>
  );
}
