import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useMe } from '../../../lib/me';
import { Asked, Lines } from '../../../ui/Asked';
import { Section } from '../../../ui/Section';
import { useSecondFactor, useSetUp } from './calls';
import { RenewDialog } from './RenewDialog';
import { SetUpDialog } from './SetUpDialog';
import { TurnOffDialog } from './TurnOffDialog';

/** Below this one should get new codes before the last is used up. */
const FEW = 3;

export function SecondFactorSection() {
  const { t } = useTranslation('account');
  const query = useSecondFactor();
  return (
    <Section title={t('factor.title')} about={t('factor.about')}>
      <Asked query={query} loading={<Lines count={2} />}>
        {(state) => <Shown state={state} />}
      </Asked>
    </Section>
  );
}

function Shown({ state }: { state: Schema<'ShowTwoFactorResponse'> }) {
  const { t } = useTranslation('account');
  const [open, setOpen] = useState<'setUp' | 'turnOff' | 'renew' | null>(null);
  const setUp = useSetUp();
  const me = useMe();
  const close = () => setOpen(null);
  const begin = () => {
    setUp.mutate();
    setOpen('setUp');
  };
  return (
    <Stack align="flex-start">
      <Group gap="sm">
        <Badge variant="dot" tt="none" fw={500} color={state.enabled ? 'teal' : 'gray'}>
          {t(state.enabled ? 'factor.on' : 'factor.off')}
        </Badge>
        <Text size="sm" c="dimmed">
          {state.enabled
            ? t('factor.left', { count: state.recoveryCodesLeft })
            : t(me.user?.hasPassword ? 'factor.offAbout' : 'factor.offAboutGoogle')}
        </Text>
      </Group>
      {state.enabled && state.recoveryCodesLeft < FEW && (
        <Alert color="yellow" variant="light" w="100%">
          {t('factor.few')}
        </Alert>
      )}
      {state.enabled ? (
        <Group gap="xs">
          <Button variant="default" onClick={() => setOpen('renew')}>
            {t('factor.renew')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => setOpen('turnOff')}>
            {t('factor.turnOff')}
          </Button>
        </Group>
      ) : (
        <Button variant="default" onClick={begin}>
          {t('factor.setUp')}
        </Button>
      )}
      {open === 'setUp' && <SetUpDialog setUp={setUp} onClose={close} />}
      {open === 'turnOff' && <TurnOffDialog onClose={close} />}
      {open === 'renew' && <RenewDialog onClose={close} />}
    </Stack>
  );
}
