import { Alert, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useSaid } from '../../../lib/sentences/useSaid';
import { Figures } from './Figures';
import type { Import } from './getImport';

/** What became of a file: figures, why rows were rejected, and where to go from here. */
export function ResultStep({ view }: { view: Import }) {
  const { t } = useTranslation('contacts');
  const { number, dateTime } = useFormat();
  const said = useSaid();
  const queries = useQueryClient();
  const reasons = Object.entries(view.counts.reasons ?? {}).sort(([, a], [, b]) => b - a);
  const { target } = view;

  // What lists people is old now.
  useEffect(() => {
    for (const key of ['contacts', 'blocklist']) void queries.invalidateQueries({ queryKey: [key] });
  }, [queries]);

  return (
    <Stack gap="lg">
      {view.state === 'failed' && (
        <Alert color="red" variant="light" role="alert" title={t('result.failed')}>
          {view.error && said(view.error)}
        </Alert>
      )}
      {view.state === 'cancelled' && (
        <Alert color="yellow" variant="light" title={t('result.cancelled')}>
          {t('result.cancelledAbout')}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {[
          view.rows != null && t('result.rows', { count: view.rows, number: number(view.rows) }),
          view.finishedAt && t('result.finished', { at: dateTime(view.finishedAt), by: view.createdBy }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Figures view={view} />
      {view.counts.rejected > 0 && (
        <Paper withBorder p="lg" component="section" aria-labelledby="rejects">
          <Group justify="space-between" align="flex-start">
            <div style={{ flex: '1 1 280px' }}>
              <Title order={2} size="h4" id="rejects">
                {t('result.rejects', { count: view.counts.rejected, number: number(view.counts.rejected) })}
              </Title>
              <Text size="sm" c="dimmed" mb="sm">
                {t('result.rejectsAbout')}
              </Text>
              <List size="sm" spacing={4}>
                {reasons.map(([slug, count]) => (
                  <List.Item key={slug}>
                    <Text span fw={600} size="sm">
                      {number(count)}
                    </Text>{' '}
                    {t(`reject.${slug}`, slug)}
                  </List.Item>
                ))}
              </List>
            </div>
            <Button
              component="a"
              variant="light"
              href={`/api/contacts/imports/${view.id}/rejects.csv`}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('result.download')}
            </Button>
          </Group>
        </Paper>
      )}
      <Group gap="xs">
        <Button renderRoot={(props) => <Link to={target === 'blocklist' ? '/contacts/blocklist' : '/contacts'} {...props} />}>
          {t(`result.see.${target}`)}
        </Button>
        <Button
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/contacts/import" search={target === 'blocklist' ? { target } : {}} {...props} />}
        >
          {t('result.another')}
        </Button>
      </Group>
    </Stack>
  );
}
