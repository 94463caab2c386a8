import { Button, Group, RingProgress, ScrollArea, Stack, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { Asked } from '../../../ui/Asked';
import { State } from '../../../ui/State';
import { useSenders } from '../calls';
import { Panel } from '../Panel';
import { healthColor, worstFirst } from './health';
import classes from './SendersPanel.module.css';

/** The senders, those that want somebody first. */
export function SendersPanel() {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const query = useSenders();
  const connected = query.data?.items.filter((sender) => sender.status === 'connected').length ?? 0;
  return (
    <Panel
      title={t('senders.title')}
      more={{
        to: '/senders',
        label: query.data ? t('senders.of', { connected, total: query.data.total ?? query.data.items.length }) : t('all'),
      }}
    >
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Stack gap="sm" align="flex-start">
              <Text size="sm" c="dimmed">
                {t('senders.none')}
              </Text>
              <Button component={Link} to="/senders?add=1" variant="default">
                {t('senders.add')}
              </Button>
            </Stack>
          ) : (
            <ScrollArea.Autosize
              mah={380}
              type="auto"
              scrollbars="y"
              viewportProps={{ tabIndex: 0, 'aria-label': t('senders.title'), role: 'region' }}
            >
              <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {worstFirst(items).map((sender) => (
                  <li key={sender.id}>
                    <Line sender={sender} phone={format.phone(sender.phoneNumber)} />
                  </li>
                ))}
              </Stack>
            </ScrollArea.Autosize>
          )
        }
      </Asked>
    </Panel>
  );
}

function Line({ sender, phone }: { sender: Schema<'SenderView'>; phone: string }) {
  const { t } = useTranslation('overview');
  return (
    <Link to={`/senders/${sender.id}` as string} className={classes.line}>
      <Group gap="sm" wrap="nowrap">
        <Tooltip label={t('senders.health', { health: sender.health })}>
          <RingProgress
            size={34}
            thickness={3}
            roundCaps
            sections={[{ value: sender.health, color: sender.status === 'connected' ? healthColor(sender.health) : 'gray' }]}
            label={
              <Text fz={10} fw={600} ta="center">
                {sender.health}
              </Text>
            }
            aria-label={t('senders.health', { health: sender.health })}
            role="img"
          />
        </Tooltip>
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text size="sm" fw={500} truncate title={sender.name}>
            {sender.name}
          </Text>
          <Text size="xs" c="dimmed" truncate title={phone}>
            {phone}
          </Text>
        </div>
        <State of={sender.status === 'connected' && sender.restUntil ? 'resting' : sender.status} size="sm" />
      </Group>
    </Link>
  );
}
