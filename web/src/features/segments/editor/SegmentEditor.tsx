import { ActionIcon, Alert, Button, Code, Grid, Stack, TextInput, Tooltip } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSend, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../../ui/Asked';
import { Back } from '../../../ui/Back';
import { toFirstFault } from '../../../ui/firstFault';
import { Page } from '../../../ui/Page';
import { done, sentence, tell } from '../../../ui/problems';
import { useSegment } from '../getSegment';
import type { Segment } from '../listSegments';
import { usePreview } from '../previewSegment';
import { useSaveSegment } from '../saveSegment';
import { useForget } from '../useForget';
import { useOpenSegment } from '../useOpenSegment';
import { GroupEditor } from './GroupEditor';
import { PreviewCard } from './PreviewCard';
import { fromFilter, isComplete, newCondition, newGroup, toFilter } from './tree';

/** Says who is meant, and shows at once how many that are. */
export function SegmentEditor({ id }: { id: string | undefined }) {
  const { t } = useTranslation('segments');
  const query = useSegment(id);
  if (!id) return <Editor segment={undefined} />;
  if (query.data) return <Editor key={query.data.id} segment={query.data} />;
  return (
    <Page title={t('title')} before={<Back to="/segments">{t('title')}</Back>}>
      <Asked query={query}>{() => null}</Asked>
    </Page>
  );
}

function Editor({ segment }: { segment: Segment | undefined }) {
  const { t } = useTranslation(['segments', 'ui']);
  const [, open] = useOpenSegment();
  const [root, setRoot] = useState(() => (segment ? fromFilter(segment.filter) : newGroup([newCondition()])));
  const [tried, setTried] = useState(false);
  const form = useForm({
    initialValues: { name: segment?.name ?? '' },
    validate: { name: (value) => (value.trim() ? null : t('nameMissing')) },
  });
  const save = useSaveSegment(segment?.id);
  const forget = useForget();

  const complete = root !== undefined && isComplete(root);
  const filter = root ? toFilter(root) : (segment?.filter ?? {});
  const [asked] = useDebouncedValue(root === undefined || complete ? JSON.stringify(filter) : undefined, 400);
  const preview = usePreview(asked === undefined ? undefined : (JSON.parse(asked) as typeof filter));
  const dirty =
    form.isDirty() || (segment !== undefined && root !== undefined && JSON.stringify(toFilter(root)) !== JSON.stringify(saved(segment)));

  const submit = ({ name }: { name: string }) => {
    setTried(true);
    if (root !== undefined && !complete) return;
    save.mutate(
      { name: name.trim(), filter: { ...filter } },
      {
        onSuccess: (kept) => {
          form.resetDirty({ name: kept.name });
          form.setFieldValue('name', kept.name);
          done(t('saved', { name: kept.name }));
          if (!segment) open(kept.id, true);
        },
        onError: (problem) => tell(problem, form),
      },
    );
  };

  return (
    <form
      onSubmit={form.onSubmit(submit, () => {
        setTried(true);
        void toFirstFault();
      })}
      noValidate
    >
      <Page
        title={segment?.name ?? t('create')}
        about={t('editorAbout')}
        before={<Back to="/segments">{t('title')}</Back>}
        actions={
          <>
            {segment && (
              <>
                <Tooltip label={t('forget.confirm')}>
                  <ActionIcon
                    variant="default"
                    size={36}
                    aria-label={t('forget.of', { name: segment.name })}
                    onClick={() => forget(segment, () => open(undefined, true))}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </Tooltip>
                {!dirty && (
                  <Button
                    variant="default"
                    leftSection={<IconSend size={16} aria-hidden />}
                    renderRoot={(props) => <Link to="/campaigns/new" search={{ segment: segment.id }} {...props} />}
                  >
                    {t('campaign')}
                  </Button>
                )}
              </>
            )}
            <Button type="submit" loading={save.isPending} disabled={segment !== undefined && !dirty}>
              {t('ui:save')}
            </Button>
          </>
        }
      >
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="lg">
              <TextInput label={t('name')} placeholder={t('nameHint')} maxLength={120} required maw={420} {...form.getInputProps('name')} />
              {root ? (
                <GroupEditor group={root} depth={0} tried={tried} onChange={(change) => setRoot((before) => before && change(before))} />
              ) : (
                <Alert color="yellow" variant="light" title={t('unknown.title')}>
                  <Stack gap="xs">
                    {t('unknown.text')}
                    <Code block>{JSON.stringify(segment?.filter, null, 2)}</Code>
                  </Stack>
                </Alert>
              )}
              {preview.error && complete && (
                <Alert color="red" variant="light" role="alert">
                  {sentence(preview.error)}
                </Alert>
              )}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <PreviewCard
              preview={preview}
              waits={root !== undefined && !complete}
              stale={preview.isPlaceholderData || preview.isFetching}
              segment={dirty ? undefined : segment?.id}
            />
          </Grid.Col>
        </Grid>
      </Page>
    </form>
  );
}

// As the editor would write what was saved, so that the same said otherwise is no change.
function saved(segment: Segment) {
  const root = fromFilter(segment.filter);
  return root ? toFilter(root) : segment.filter;
}
