import { Anchor, Group, Paper, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useWhy } from '../../../ui/Why/Why';
import { WhyDetails } from '../../../ui/Why/WhyDetails';
import type { Stats } from '../calls/queueStats';

/** The message that waits longest, and why it does; or that none is. */
export function Oldest({ stats, onLetters }: { stats: Stats; onLetters: () => void }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const whyOf = useWhy();
  const { oldest, deadLetters } = stats;
  const letters = deadLetters.failed + deadLetters.unknown;
  return (
    <Paper withBorder p="md">
      <Group gap="md" align="flex-start" wrap="nowrap">
        <ThemeIcon variant="light" color={oldest ? 'yellow' : 'teal'} size={36} radius="xl">
          {oldest ? <IconClockPause size={20} stroke={1.6} aria-hidden /> : <IconCheck size={20} stroke={1.6} aria-hidden />}
        </ThemeIcon>
        <div style={{ minWidth: 0 }}>
          <Title order={2} size="h5">
            {oldest ? t('oldest.title', { since: format.ago(oldest.dueAt) }) : t('oldest.none')}
          </Title>
          {oldest ? (
            <>
              <Text size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
                {oldest.why ? whyOf(oldest.why) : t('oldest.gone')}
              </Text>
              <WhyDetails details={oldest.why?.details} dimmed />
              <Anchor
                size="sm"
                mt={6}
                display="inline-block"
                renderRoot={(props) => <Link to="/messages/$id" params={{ id: oldest.messageId }} {...props} />}
              >
                {t('oldest.open')}
              </Anchor>
            </>
          ) : (
            <Text size="sm" c="dimmed" mt={2}>
              {stats.held > 0 ? t('oldest.onlyHeld') : t('oldest.noneAbout')}
            </Text>
          )}
          {letters > 0 && (
            <Text size="sm" mt={6}>
              {t('oldest.letters', { count: letters, n: format.number(letters) })}{' '}
              <Anchor component="button" type="button" inherit onClick={onLetters}>
                {t('oldest.toLetters')}
              </Anchor>
            </Text>
          )}
        </div>
      </Group>
    </Paper>
  );
}
