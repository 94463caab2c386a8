import { Anchor, Button, Group, Paper, Stack, Text, Timeline, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { Asked } from '../../../ui/Asked';
import { useConsent } from '../consentLedger';
import type { Contact } from '../listContacts';
import { ConsentModal } from './ConsentModal';

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const sources = ['message', 'import', 'api', 'erased'];

/** What the person said about being written to: how it stands, and every word of it with its evidence. */
export function ConsentCard({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const [recording, record] = useDisclosure();
  const ledger = useConsent(contact.id);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="consent">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5" id="consent">
          {t('consent.title')}
        </Title>
        <Button size="xs" variant="default" onClick={record.open}>
          {t('consent.record')}
        </Button>
      </Group>
      <Text size="sm">{t(`consent.means.${contact.consent}`)}</Text>
      <Asked query={ledger}>
        {(lines) =>
          lines.length > 0 && (
            <Timeline mt="md" bulletSize={12} lineWidth={2} active={lines.length}>
              {lines.map((line) => (
                <Line key={line.at} line={line} />
              ))}
            </Timeline>
          )
        }
      </Asked>
      <ConsentModal contact={contact} opened={recording} onClose={record.close} />
    </Paper>
  );
}

function Line({ line }: { line: Schema<'ListConsentResponse'> }) {
  const { t } = useTranslation('contacts');
  const { dateTime } = useFormat();
  const source = sources.includes(line.source) ? t(`consent.source.${line.source}`) : line.source;
  const message = line.source === 'message' && line.evidence && isId(line.evidence) ? line.evidence : undefined;
  return (
    <Timeline.Item
      color={line.state === 'opted_in' ? 'teal' : line.state === 'opted_out' ? 'red' : 'gray'}
      title={
        <Text size="sm" fw={600}>
          {t(`consent.${line.state}`)}
        </Text>
      }
    >
      <Stack gap={2}>
        {message ? (
          <Anchor renderRoot={(props) => <Link to="/messages/$id" params={{ id: message }} {...props} />} size="sm">
            {t('consent.message')}
          </Anchor>
        ) : (
          line.evidence && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              “{line.evidence}”
            </Text>
          )
        )}
        <Text size="xs" c="dimmed">
          {dateTime(line.at)} · {source}
        </Text>
      </Stack>
    </Timeline.Item>
  );
}
