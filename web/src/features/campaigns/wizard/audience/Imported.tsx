import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../lib/format';
import { Notice } from '../../../../ui/Notice';
import type { Import } from '../../calls/imports';
import { variablesOf } from '../columns';

/** A file that is being imported or was: how far it is, what came of its rows. */
export function Imported({ file, onOther }: { file: Import; onOther: () => void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { counts, progress } = file;
  const other = (
    <Button variant="subtle" size="compact-sm" onClick={onOther}>
      {t('file.other')}
    </Button>
  );
  if (file.state === 'queued' || file.state === 'running') {
    const share = progress?.total ? progress.done / progress.total : 0;
    return (
      <Stack gap="xs" maw={480} role="status">
        <Text size="sm">{t('file.importing', { name: file.fileName, stage: t(`file.stage.${progress?.stage ?? 'waiting'}`, '') })}</Text>
        <Progress value={share * 100} animated aria-label={t('file.importingLabel')} />
      </Stack>
    );
  }
  if (file.state !== 'completed')
    return (
      <Notice color="red" icon={IconAlertTriangle} title={t('file.failed')}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{file.error}</Text>
          {other}
        </Stack>
      </Notice>
    );
  const people = counts.created + counts.updated + counts.unchanged;
  const variables = variablesOf(file.plan?.mapping);
  const aside = (['duplicate', 'blocked', 'rejected'] as const).filter((key) => counts[key] > 0);
  return (
    <Notice color="teal" icon={IconCheck} title={file.fileName}>
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          {t('contactsCount', { count: people, n: format.number(people) })}
        </Text>
        {aside.length > 0 && (
          <Text size="sm">
            {aside.map((key) => t(`file.aside.${key}`, { count: counts[key], n: format.number(counts[key]) })).join(' · ')}
          </Text>
        )}
        {variables.length > 0 && (
          <Text size="sm">{t('audience.columnsFound', { names: variables.map((name) => `{{${name}}}`).join(', ') })}</Text>
        )}
        <Group gap="md">
          {counts.rejected > 0 && (
            <Anchor size="sm" href={`/api/contacts/imports/${file.id}/rejects.csv`} download>
              {t('file.rejects')}
            </Anchor>
          )}
          {other}
        </Group>
      </Stack>
    </Notice>
  );
}
