import { Badge, Button, Group, Paper, Select, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Failed } from '../../../ui/Failed';
import { Quality } from '../../../ui/Number/Quality';
import { done, tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import { type Account, type Template, useSyncTemplates, useTemplates } from './calls';

const statuses = ['approved', 'pending', 'rejected', 'paused', 'disabled'] as const;

/** What may be sent outside of the 24 hours: the templates with how Meta decided about each. */
export function Templates({ account }: { account: Account }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [status, setStatus] = useState<string | null>(null);
  const [q, setQ] = useState('');
  const find = useDebouncedCallback((text: string) => setQ(text.trim()), 250);
  const templates = useTemplates(account.id, { q: q || undefined, status: status ?? undefined });
  const sync = useSyncTemplates();
  const items = templates.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" title={account.templatesSyncedAt ? format.dateTime(account.templatesSyncedAt) : undefined}>
          {account.templatesSyncedAt ? t('cloud.synced', { ago: format.ago(account.templatesSyncedAt) }) : t('cloud.neverSynced')}
        </Text>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={sync.isPending}
          onClick={() =>
            sync.mutate(account.id, {
              onSuccess: (answer) => done(t('cloud.syncDone', { count: answer.templates })),
              onError: (problem) => tell(problem),
            })
          }
        >
          {t('cloud.sync')}
        </Button>
      </Group>
      <Group gap="sm">
        <TextInput
          aria-label={t('cloud.findTemplate')}
          placeholder={t('cloud.findTemplate')}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => find(event.currentTarget.value)}
          flex="1 1 180px"
          maw={320}
        />
        <Select
          aria-label={t('cloud.status')}
          placeholder={t('cloud.anyStatus')}
          clearable
          data={statuses.map((value) => ({ value, label: t(`ui:state.${value}`) }))}
          value={status}
          onChange={setStatus}
          w={170}
        />
      </Group>
      {templates.error && !templates.data ? (
        <Failed problem={templates.error} retry={() => void templates.refetch()} />
      ) : !templates.data ? (
        <Skeleton height={120} />
      ) : items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(q || status ? 'cloud.noneFound' : 'cloud.noTemplates')}
        </Text>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
          {items.map((template) => (
            <One key={template.id} template={template} />
          ))}
        </SimpleGrid>
      )}
      {templates.hasNextPage && (
        <Group justify="center">
          <Button variant="default" size="xs" loading={templates.isFetchingNextPage} onClick={() => void templates.fetchNextPage()}>
            {t('ui:more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function One({ template }: { template: Template }) {
  const { t } = useTranslation('settings');
  const { header, body, footer, buttons } = template;
  return (
    <Paper withBorder p="sm" component="article" aria-label={`${template.name} ${template.language}`}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {template.name}
          </Text>
          <Text size="xs" c="dimmed">
            {[template.language, template.category && t(`cloud.category.${template.category}`, template.category)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <Stack gap={4} align="flex-end">
          <State of={template.status} size="sm" />
          {template.status === 'approved' && <Quality of={template.quality} />}
        </Stack>
      </Group>
      {template.reason && (
        <Text size="xs" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {t('cloud.because', { reason: template.reason })}
        </Text>
      )}
      {header && (
        <Text size="sm" fw={600} mt="xs" style={{ overflowWrap: 'anywhere' }}>
          {header.text ?? t(`cloud.header.${header.format}`, header.format)}
        </Text>
      )}
      {body && (
        <Text size="sm" mt={header ? 2 : 'xs'} lineClamp={6} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {body.text}
        </Text>
      )}
      {footer && (
        <Text size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {footer}
        </Text>
      )}
      {buttons.length > 0 && (
        <Group gap={6} mt="xs">
          {buttons.map((button) => (
            <Badge key={button.index} variant="default" radius="sm" tt="none" fw={500}>
              {button.text || button.type}
            </Badge>
          ))}
        </Group>
      )}
    </Paper>
  );
}
