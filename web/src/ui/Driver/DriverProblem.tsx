import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../../lib/sentences/useSaid';

/** Why a driver cannot work at the moment; nothing where nothing is known against it. */
export function DriverProblem({ problem }: { problem: string | null | undefined }) {
  const { t } = useTranslation('ui/Driver');
  const said = useSaid();
  if (!problem) return null;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" component="span">
      <IconAlertTriangle size={15} aria-hidden color="var(--mantine-color-orange-6)" style={{ flexShrink: 0, marginTop: 2 }} />
      <Text size="xs" component="span" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {t('problem', { problem: said(problem) })}
      </Text>
    </Group>
  );
}
