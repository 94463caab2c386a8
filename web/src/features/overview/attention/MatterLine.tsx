import { Button, Group, Text } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconClockPause,
  IconHeartbeat,
  IconMailOff,
  IconMailX,
  IconPlayerPause,
  IconQrcode,
  IconQuestionMark,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { done, tell } from '../../../ui/problems';
import { useReason } from '../../../ui/Reasons/Reason';
import classes from './MatterLine.module.css';
import type { Matter } from './matters';
import { useResumeSender } from './resumeSender';

// Rarely told, so it is fetched when it is.
const Why = lazy(() => import('../../../ui/Why/Why').then((file) => ({ default: file.Why })));

const icons: Record<Matter['kind'], Icon> = {
  banned: IconBan,
  login: IconQrcode,
  account: IconAlertTriangle,
  paused: IconPlayerPause,
  weak: IconHeartbeat,
  deadLetters: IconMailX,
  unknown: IconQuestionMark,
  stuck: IconClockPause,
  failed: IconAlertTriangle,
  receipts: IconMailOff,
};
const urgent = new Set<Matter['kind']>(['banned', 'login', 'account', 'deadLetters']);

export function MatterLine({ matter }: { matter: Matter }) {
  const Picture = icons[matter.kind];
  const { what, more, action } = useWords(matter);
  return (
    <Group component="li" className={classes.line} gap="sm" wrap="nowrap">
      <Picture
        size={20}
        stroke={1.6}
        aria-hidden
        color={urgent.has(matter.kind) ? 'var(--mantine-color-red-6)' : 'var(--mantine-color-yellow-7)'}
        style={{ flexShrink: 0 }}
      />
      <div className={classes.text}>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {what}
        </Text>
        {more && (
          <Text size="xs" c="dimmed">
            {more}
          </Text>
        )}
      </div>
      <div className={classes.action}>{action}</div>
    </Group>
  );
}

function useWords(matter: Matter): { what: string; more?: ReactNode; action: ReactNode } {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const reasonOf = useReason();
  const sessionOf = useReason('session');
  const go = (to: string, label: string) => (
    <Button component={Link} to={to} variant="default" size="xs">
      {label}
    </Button>
  );
  switch (matter.kind) {
    case 'paused':
      return {
        what: t('attention.paused', { name: matter.sender.name }),
        more: sessionOf(matter.sender.statusReason) ?? undefined,
        action: <Resume id={matter.sender.id} name={matter.sender.name} />,
      };
    case 'banned':
    case 'login':
    case 'account':
    case 'weak':
      return {
        what: t(`attention.${matter.kind}`, { name: matter.sender.name, health: matter.sender.health }),
        more: sessionOf(matter.sender.statusReason ?? matter.sender.sessions[0]?.reason) ?? t(`attention.${matter.kind}About`),
        action: go(matter.kind === 'account' ? '/settings?tab=cloud' : `/senders/${matter.sender.id}`, t(`attention.${matter.kind}Go`)),
      };
    case 'deadLetters':
    case 'unknown':
      return {
        what: t(`attention.${matter.kind}`, { count: matter.amount, amount: `${format.number(matter.amount)}${matter.more ? '+' : ''}` }),
        more: t(`attention.${matter.kind}About`),
        action: go('/queue', t('attention.queueGo')),
      };
    case 'stuck':
      return {
        what: t('attention.stuck', { since: format.ago(matter.dueAt) }),
        more: (
          <Suspense>
            <Why of={matter.why} />
          </Suspense>
        ),
        action: go(`/messages/${matter.messageId}`, t('attention.stuckGo')),
      };
    case 'failed':
      return {
        what: t('attention.failed', { count: matter.amount, amount: format.number(matter.amount) }),
        more: matter.reason && t('attention.mostly', { why: reasonOf({ slug: matter.reason.reason, sentence: matter.reason.words }) }),
        action: (
          <Button component={Link} to="/" search={{ show: 'failed' } as never} hash="activity" variant="default" size="xs">
            {t('attention.failedGo')}
          </Button>
        ),
      };
    case 'receipts':
      return {
        what: t('attention.receipts', {
          count: matter.missing,
          sent: format.number(matter.sent),
          amount: format.number(matter.missing),
        }),
        more: t('attention.receiptsAbout'),
        action: (
          <Button
            component={Link}
            to="/queue"
            search={{ tab: 'messages', noReceipt: 'true', from: yesterday() } as never}
            variant="default"
            size="xs"
          >
            {t('attention.queueGo')}
          </Button>
        ),
      };
  }
}

/** As the ledger's filter has its days: of the reader's own zone. */
function yesterday() {
  const day = new Date();
  day.setDate(day.getDate() - 1);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

function Resume({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('overview');
  const resume = useResumeSender();
  return (
    <Button
      variant="default"
      size="xs"
      loading={resume.isPending}
      aria-label={t('attention.resumeNamed', { name })}
      onClick={() => resume.mutate(id, { onError: (problem) => tell(problem), onSuccess: () => done(t('attention.resumed', { name })) })}
    >
      {t('attention.resume')}
    </Button>
  );
}
