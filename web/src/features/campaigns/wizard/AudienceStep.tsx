import { Box, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '../../../ui/problems';
import { AudienceName } from '../AudienceName';
import { useImport } from '../calls/imports';
import { givenKey } from '../calls/people';
import classes from './AudienceStep.module.css';
import { type AudienceKind, type AudienceValues, audienceChange, audienceOf, kinds, wrongWith } from './audience';
import { AudienceCount } from './audience/AudienceCount';
import { FilePanel } from './audience/FilePanel';
import { NumbersPanel } from './audience/NumbersPanel';
import { SegmentPanel } from './audience/SegmentPanel';
import { TagsPanel } from './audience/TagsPanel';
import { useBeginning } from './beginning';
import { readNumbers } from './numbers';
import { type FirstStepProps, useLeave } from './step';

/** Whom it is for, and what it is called. */
export function AudienceStep({ campaign, create, save, onLeave }: FirstStepProps) {
  const { t } = useTranslation('campaigns');
  const queries = useQueryClient();
  const navigate = useNavigate();
  // The uploaded file stands in the address, so that a reload in the middle of it does not lose it; so does what one came with.
  const { import: uploaded, kind: asked, segment, template } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const [values, setValues] = useState<AudienceValues>(() => {
    const first = audienceOf(campaign);
    const kind = uploaded ? 'file' : (kinds.find((one) => one === asked) ?? (segment ? 'segment' : first.kind));
    return { ...first, importId: uploaded ?? first.importId, segmentId: segment ?? first.segmentId, kind };
  });
  const [name, setName] = useState(campaign?.name ?? '');
  const beginning = useBeginning(campaign ? undefined : template);
  const [tried, setTried] = useState(false);
  const file = useImport(values.kind === 'file' ? (values.importId ?? undefined) : undefined);
  const set = (change: Partial<AudienceValues>) => setValues((now) => ({ ...now, ...change }));
  const wrong = wrongWith(values, file.data?.state);
  const noName = name.trim() === '';
  const setImport = (importId: string | null) => {
    set({ importId });
    void navigate({
      to: '.',
      search: (now: Record<string, string | undefined>) => ({ ...now, import: importId ?? undefined }),
      replace: true,
    });
  };

  const begin = async (people: ReturnType<typeof audienceChange>) => {
    try {
      return await create({ name: name.trim(), template: await beginning.content(), ...people });
    } catch (problem) {
      tell(problem);
      return false;
    }
  };

  useLeave(onLeave, async () => {
    setTried(true);
    if (noName || wrong) return 'invalid';
    const people = audienceChange(values, campaign);
    const given = 'contacts' in people ? people.contacts : undefined;
    const ok = campaign
      ? await (Object.keys(people).length || name.trim() !== campaign.name ? save({ ...people, name: name.trim() }) : true)
      : await begin(people);
    if (!ok) return 'failed';
    // The server gives recipients back without the variables that came with them; while the page is open they are remembered for the preview.
    if (given) queries.setQueryData(givenKey, given);
    return 'saved';
  });

  return (
    <Stack gap="lg" maw={860}>
      <TextInput
        label={t('audience.name')}
        description={t('audience.nameAbout')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        required
        error={tried && noName && t('audience.nameMissing')}
        maw={480}
        data-autofocus
      />
      {(beginning.name || beginning.gone) && (
        <Text size="sm" c="dimmed">
          {beginning.gone ? t('audience.templateGone') : t('audience.template', { name: beginning.name })}
        </Text>
      )}
      <Radio.Group
        label={t('audience.who')}
        value={values.kind}
        onChange={(kind) => set({ kind: kind as AudienceKind })}
        error={tried && wrong ? t(`audience.wrong.${wrong}`) : undefined}
      >
        <div className={classes.kinds}>
          {kinds
            .filter((kind) => kind !== 'earlier' || values.kind === 'earlier' || campaign?.audience.source.campaignId)
            .map((kind) => (
              <Radio.Card key={kind} value={kind} className={classes.kind} p="sm">
                <Text size="sm" fw={600}>
                  {t(`audience.kind.${kind}`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`audience.kindAbout.${kind}`)}
                </Text>
              </Radio.Card>
            ))}
        </div>
      </Radio.Group>
      <Box>
        {values.kind === 'file' && <FilePanel id={values.importId} onChoose={setImport} />}
        {values.kind === 'tags' && <TagsPanel tags={values.tags} onChange={(tags) => set({ tags })} />}
        {values.kind === 'segment' && <SegmentPanel id={values.segmentId} onChange={(segmentId) => set({ segmentId })} />}
        {values.kind === 'numbers' && (
          <NumbersPanel
            text={values.numbers}
            kept={values.kept}
            onChange={(numbers) => set({ numbers })}
            read={readNumbers(values.numbers)}
          />
        )}
        {values.kind === 'earlier' && campaign && <AudienceName campaign={campaign} />}
        <AudienceCount values={values} />
      </Box>
    </Stack>
  );
}
