import { Button, Grid, Group, Tabs, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCheck, IconPlus, IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { isEmpty } from '../../../ui/Composer/draft';
import { Notice } from '../../../ui/Notice';
import { PersonPreview } from '../PersonPreview';
import { type MessageValues, messageChange, messageOf, nextName, shareOf, type VariantValue } from './message';
import { VariantEditor } from './message/VariantEditor';
import { WinnerFields } from './message/WinnerFields';
import { type StepProps, useLeave } from './step';

/** A draft is written down this long after the last key; one that is scheduled could start with half a sentence, so it waits for the person. */
const SAVE_AFTER_MS = 1200;
const MOST_VARIANTS = 10;

/** What it says: one text or several that compete, and how it looks on the phone of whoever gets it. */
export function MessageStep({ campaign, save, onLeave }: StepProps) {
  const { t } = useTranslation(['campaigns', 'ui/Composer']);
  const format = useFormat();
  const [values, setValues] = useState<MessageValues>(() => messageOf(campaign));
  const [active, setActive] = useState(0);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const saved = useRef(JSON.stringify(messageChange(values)));
  const latest = useRef(values);
  latest.current = values;

  const write = async (): Promise<boolean> => {
    const change = messageChange(latest.current);
    const text = JSON.stringify(change);
    if (text === saved.current) return true;
    setSaving(true);
    const ok = await save(change);
    setSaving(false);
    if (ok) saved.current = text;
    return ok;
  };
  const writeSoon = useDebouncedCallback(() => {
    if (campaign.state === 'draft' && !latest.current.variants.some(isEmpty)) void write();
  }, SAVE_AFTER_MS);
  const set = (change: Partial<MessageValues>) => {
    setValues((now) => ({ ...now, ...change }));
    writeSoon();
  };
  const { variants, winner } = values;
  const current = variants.find((one) => one.key === active) ?? (variants[0] as VariantValue);
  const change = (next: VariantValue) => set({ variants: variants.map((one) => (one.key === next.key ? next : one)) });

  useLeave(onLeave, async () => {
    setTried(true);
    const empty = variants.find(isEmpty);
    if (empty) {
      setActive(empty.key);
      return 'invalid';
    }
    return (await write()) ? 'saved' : 'failed';
  });

  const add = () => {
    const key = Math.max(...variants.map((one) => one.key)) + 1;
    set({ variants: [...variants, { ...current, key, name: nextName(variants), weight: 1 }] });
    setActive(key);
  };
  const remove = () => {
    const rest = variants.filter((one) => one.key !== current.key);
    set({ variants: rest, winner: rest.length > 1 ? winner : null });
    setActive(rest[0]?.key ?? 0);
  };
  const missing = Object.entries(campaign.audience.missingVariables);
  const several = variants.length > 1;

  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
        <Group justify="space-between" mb="sm" gap="xs">
          {several ? (
            <Tabs value={String(current.key)} onChange={(key) => setActive(Number(key))} variant="pills">
              <Tabs.List aria-label={t('variants.title')}>
                {variants.map((one) => (
                  <Tabs.Tab key={one.key} value={String(one.key)}>
                    {one.name || '–'} · {format.percent(shareOf(one, variants))}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
            </Tabs>
          ) : (
            <Text size="sm" c="dimmed">
              {t('message.about')}
            </Text>
          )}
          <Group gap="sm">
            <Text size="xs" c="dimmed" role="status">
              {saving ? t('message.saving') : campaign.state === 'draft' && <Saved />}
            </Text>
            {variants.length < MOST_VARIANTS && (
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
                {t('message.addVariant')}
              </Button>
            )}
          </Group>
        </Group>
        <VariantEditor
          key={current.key}
          campaign={campaign}
          value={current}
          onChange={change}
          onRemove={several ? remove : undefined}
          error={tried && isEmpty(current) ? t('ui/Composer:empty') : undefined}
        />
        {several && <WinnerFields winner={winner} onChange={(next) => set({ winner: next })} />}
        {missing.length > 0 && (
          <Notice color="yellow" mt="md" icon={IconUsers} title={t('message.missingTitle')}>
            {missing.map(([name, count]) => (
              <Text key={name} size="sm">
                {t('message.missingOne', {
                  name: `{{${name}}}`,
                  count,
                  n: format.number(count),
                  total: format.number(campaign.audience.total),
                })}
              </Text>
            ))}
            <Text size="sm" mt={4}>
              {t('message.missingAbout', { example: `{{${missing[0]?.[0]}|…}}` })}
            </Text>
          </Notice>
        )}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
        <PersonPreview campaign={campaign} message={current} />
      </Grid.Col>
    </Grid>
  );
}

function Saved() {
  const { t } = useTranslation('campaigns');
  return (
    <>
      <IconCheck size={12} aria-hidden /> {t('message.saved')}
    </>
  );
}
