import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconWorldQuestion } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { sentence, tell } from '../../../ui/problems';
import { useDefaultRegion } from '../getTenant';
import { type ForAll, ForAllFields, forAllProblem, nothingForAll } from './ForAllFields';
import type { Import } from './getImport';
import { useDeleteImport } from './listImports';
import { MapColumns } from './MapColumns';
import { asRead, isComplete, lacksCountry, type Mapping } from './mapping';
import { PreviewRows } from './PreviewRows';
import { ReadAs } from './ReadAs';
import { useStart } from './startImport';

/** Says what each column is, and what goes for all rows; then the import can start. */
export function MapStep({ view }: { view: Import }) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { bytes } = useFormat();
  const navigate = useNavigate();
  const tenantRegion = useDefaultRegion();
  const [mapping, setMapping] = useState<Mapping>(view.preview.columns.map((column) => column.suggestion ?? null));
  const [forAll, setForAll] = useState<ForAll>(nothingForAll);
  const [tried, setTried] = useState(false);
  const start = useStart(view.id);
  const forget = useDeleteImport();

  const region = forAll.region ?? tenantRegion ?? null;
  const wantsCountry = tenantRegion !== undefined && !region && lacksCountry(mapping, view.preview.rows);
  const problem = forAllProblem(forAll);
  const ready = isComplete(mapping) && !problem;

  const begin = () => {
    setTried(true);
    if (!ready) return;
    start.mutate({
      mapping: [...mapping],
      defaultRegion: region ?? undefined,
      ...(view.target === 'contacts'
        ? {
            tags: forAll.tags,
            consent: forAll.consent ? { state: forAll.consent, evidence: forAll.evidence.trim() || undefined } : undefined,
          }
        : { reason: forAll.reason.trim() || undefined }),
    });
  };
  const discard = () =>
    forget.mutate(view.id, { onSuccess: () => void navigate({ to: '/contacts/import' }), onError: (wrong) => tell(wrong) });

  return (
    <Stack gap="lg" maw={1040}>
      <ReadAs view={view} region={region} />
      <section aria-labelledby="columns">
        <Title order={2} size="h4" id="columns">
          {t('map.title')}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t(`map.about.${view.target}`)}
        </Text>
        <MapColumns view={view} mapping={mapping} onChange={setMapping} />
        {!mapping.includes('phone') && (
          <Alert color={tried ? 'red' : 'yellow'} variant="light" mt="sm">
            {t('map.noPhone')}
          </Alert>
        )}
      </section>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="all">
        <Title order={2} size="h4" id="all" mb="md">
          {t('map.all')}
        </Title>
        {wantsCountry && (
          <Alert color="yellow" variant="light" mb="md" icon={<IconWorldQuestion size={18} aria-hidden />}>
            {t('map.noCountry')}
          </Alert>
        )}
        <ForAllFields target={view.target} value={{ ...forAll, region }} onChange={setForAll} problem={tried ? problem : undefined} />
      </Paper>
      <PreviewRows target={view.target} {...asRead(mapping, view.preview.rows)} />
      {start.error && (
        <Alert color="red" variant="light" role="alert">
          {sentence(start.error)}
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={discard} loading={forget.isPending}>
          {t('map.discard')}
        </Button>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {bytes(view.bytes)}
          </Text>
          <Button onClick={begin} loading={start.isPending} disabled={tried && !ready}>
            {t(`map.start.${view.target}`)}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
