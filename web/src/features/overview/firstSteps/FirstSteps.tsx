import { Anchor, Button, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../../lib/drivers';
import classes from './FirstSteps.module.css';
import type { Step } from './steps';

/** The way to the first campaign. The next step has the button; what is done is ticked; what comes later waits. */
export function FirstSteps({ steps, onHide }: { steps: readonly Step[]; onHide?: () => void }) {
  const { t } = useTranslation('overview');
  const simulator = useDrivers().some((driver) => driver.name === 'simulator');
  const next = steps.find((step) => !step.done);
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} component="section" aria-label={t('first.title')}>
      <Group justify="space-between" align="flex-start" gap="md" mb="lg">
        <Stack gap={4} style={{ flex: '1 1 16rem' }}>
          <Title order={2} size="h3">
            {t('first.title')}
          </Title>
          <Text c="dimmed">{t('first.about')}</Text>
        </Stack>
        {onHide && (
          <Button variant="subtle" color="gray" size="xs" onClick={onHide}>
            {t('first.hide')}
          </Button>
        )}
      </Group>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step.name} className={classes.step} data-done={step.done || undefined} data-next={step === next || undefined}>
            <ThemeIcon
              radius="xl"
              size={32}
              variant={step.done ? 'filled' : 'light'}
              color={step.done ? 'teal.8' : step === next ? 'parley' : 'gray'}
            >
              {step.done ? <IconCheck size={18} aria-label={t('first.done')} /> : <span aria-hidden>{index + 1}</span>}
            </ThemeIcon>
            <Stack gap={4} align="flex-start" style={{ minWidth: 0 }}>
              <Text fw={600} mt={4} c={step.done ? 'dimmed' : undefined}>
                {t(`first.${step.name}.title`)}
              </Text>
              <Text size="sm" c="dimmed">
                {t(`first.${step.name}.about`)}
              </Text>
              {step === next && (
                <Button component={Link} to={step.to} mt="xs">
                  {t(`first.${step.name}.go`)}
                </Button>
              )}
              {step === next && step.name === 'sender' && simulator && (
                <Text size="sm" c="dimmed" mt={4}>
                  {t('first.noPhone')}{' '}
                  <Anchor component={Link} to="/phones" size="sm" underline="always">
                    {t('first.phones')}
                  </Anchor>
                </Text>
              )}
            </Stack>
          </li>
        ))}
      </ol>
    </Paper>
  );
}
