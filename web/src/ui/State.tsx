import { Badge, type MantineColor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './State.module.css';

/** What a state means, in colour: the same meaning has the same colour on every page. */
const colors: Record<string, MantineColor> = {
  // going well
  connected: 'teal',
  running: 'teal',
  completed: 'teal',
  sent: 'blue',
  delivered: 'cyan',
  read: 'teal',
  open: 'teal',
  approved: 'teal',
  active: 'teal',
  opted_in: 'teal',
  // on the way
  draft: 'gray',
  scheduled: 'indigo',
  pending: 'gray',
  queued: 'gray',
  uploaded: 'indigo',
  received: 'gray',
  sending: 'blue',
  booting: 'blue',
  expanding: 'blue',
  stopping: 'orange',
  filling: 'blue',
  waiting: 'blue',
  // wants a person
  paused: 'yellow',
  waiting_for_login: 'orange',
  wait_qr: 'orange',
  wait_code: 'orange',
  retrying: 'yellow',
  unknown: 'grape',
  resting: 'yellow',
  held: 'yellow',
  flagged: 'orange',
  restricted: 'orange',
  in_appeal: 'yellow',
  limit_exceeded: 'orange',
  // ended otherwise
  disconnected: 'gray',
  stopped: 'gray',
  cancelled: 'gray',
  expired: 'gray',
  suppressed: 'gray',
  revoked: 'gray',
  disabled: 'gray',
  duplicate: 'gray',
  ready: 'gray',
  // bad
  failed: 'red',
  invalid: 'red',
  rejected: 'red',
  banned: 'red',
  logged_out: 'red',
  opted_out: 'red',
  blocked: 'red',
};

/** A state of a sender, a campaign, a message or a job, named in the reader's language. */
export function State({ of, size = 'md' }: { of: string; size?: 'sm' | 'md' | 'lg' }) {
  const { t } = useTranslation('ui');
  return (
    <Badge
      className={classes.state}
      color={colors[of] ?? 'gray'}
      variant="light"
      size={size}
      radius="sm"
      tt="none"
      fw={600}
      style={{ flexShrink: 0 }}
    >
      {t(`state.${of}`, of)}
    </Badge>
  );
}
