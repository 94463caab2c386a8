import { Anchor, Box, Button, Group, Paper, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useDriverName } from '../../ui/Driver/driverName';
import { useReason } from '../../ui/Reasons/Reason';
import { State } from '../../ui/State';
import { Health } from './Health';
import { Quotas } from './Quotas';
import { quotaWindows } from './quota';
import classes from './SenderCard.module.css';
import { SenderMenu } from './SenderMenu';
import { type Sender, stateOf } from './sender';

/** One sender at a glance, with what it needs next. */
export function SenderCard({ sender, onConnect }: { sender: Sender; onConnect: (sender: Sender) => void }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const nameOf = useDriverName();
  const why = useReason('session')(sender.statusReason);
  const idle = sender.status === 'disconnected' || sender.status === 'waiting_for_login';
  return (
    <Paper withBorder p="md" className={classes.card} component="article" aria-label={sender.name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Box style={{ minWidth: 0 }}>
          <Anchor
            renderRoot={(props) => <Link to="/senders/$id" params={{ id: sender.id }} {...props} />}
            className={classes.name}
            c="var(--mantine-color-text)"
            fw={600}
            title={sender.name}
          >
            {sender.name}
          </Anchor>
          <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {format.phone(sender.phoneNumber)}
          </Text>
        </Box>
        <SenderMenu sender={sender} onConnect={() => onConnect(sender)} />
      </Group>
      <Group justify="space-between" mt="sm" mb="md" mih={24}>
        <State of={stateOf(sender)} />
        <Health value={sender.health} />
      </Group>
      <Quotas windows={quotaWindows(sender)} />
      <Group justify="space-between" wrap="nowrap" className={classes.foot}>
        <Text size="xs" c="dimmed" lineClamp={2} title={why ?? undefined}>
          {why ?? nameOf(sender.driver)}
          {!why && sender.fallbackDriver && ` → ${nameOf(sender.fallbackDriver)}`}
        </Text>
        {idle && (
          <Button
            size="compact-sm"
            variant="light"
            style={{ flexShrink: 0 }}
            leftSection={<IconPlugConnected size={14} aria-hidden />}
            onClick={() => onConnect(sender)}
          >
            {t('connect')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
