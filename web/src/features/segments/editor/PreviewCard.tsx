import { Anchor, Group, Loader, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import classes from './PreviewCard.module.css';

interface Props {
  preview: UseQueryResult<Schema<'PreviewSegmentResponse'>>;
  /** Something is still to be filled in. */
  waits: boolean;
  stale: boolean;
  /** Where it is saved as it stands: so its people can be listed. */
  segment: string | undefined;
}

/** How many are meant, how many of them can be written to, and the newest few. */
export function PreviewCard({ preview, waits, stale, segment }: Props) {
  const { t } = useTranslation('segments');
  const { number, phone } = useFormat();
  const { data } = preview;
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="preview" className={classes.card}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5" id="preview">
          {t('preview.title')}
        </Title>
        {stale && !waits && <Loader size="xs" aria-label={t('preview.counting')} />}
      </Group>
      <div aria-live="polite">
        {data && !waits ? (
          <>
            <Text fz={32} fw={650} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {number(data.contacts)}
            </Text>
            <Text size="sm" c="dimmed">
              {t('preview.reachable', { count: data.reachable, number: number(data.reachable) })}
            </Text>
          </>
        ) : waits || preview.error ? (
          <Text fz={32} fw={650} lh={1.2} c="dimmed">
            –
          </Text>
        ) : (
          <Skeleton height={32} width="50%" />
        )}
      </div>
      {waits && (
        <Text size="sm" mt="xs">
          {t('preview.waits')}
        </Text>
      )}
      {data && data.examples.length > 0 && !waits && (
        <Stack gap={0} mt="md">
          <Text size="xs" c="dimmed" fw={500} mb={4}>
            {t('preview.examples')}
          </Text>
          {data.examples.slice(0, 6).map((contact) => (
            <Group key={contact.id} justify="space-between" wrap="nowrap" gap="sm" className={classes.person}>
              <Anchor
                renderRoot={(props) => <Link to="/contacts/$id" params={{ id: contact.id }} {...props} />}
                size="sm"
                c="var(--mantine-color-text)"
                truncate
                title={contact.name ?? undefined}
              >
                {contact.name ?? t('noName')}
              </Anchor>
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {phone(contact.phoneNumber ?? '')}
              </Text>
            </Group>
          ))}
          {segment && (
            <Anchor renderRoot={(props) => <Link to="/contacts" search={{ segment }} {...props} />} size="sm" mt="sm">
              {t('preview.all')}
            </Anchor>
          )}
        </Stack>
      )}
    </Paper>
  );
}
