import { Group, NumberInput, Select, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { regions } from '../../../lib/regions';
import { done, tell } from '../../../ui/problems';
import { Section, Sections } from '../../../ui/Section';
import { SaveBar } from '../SaveBar';
import { useChangeTenant } from './calls';
import { changeOf, type Rules, rulesOf, type Tenant, zones } from './rules';

/** The longest reply that the server takes. */
const REPLY = 1000;

export function RulesForm({ tenant }: { tenant: Tenant }) {
  const { t, i18n } = useTranslation('settings');
  const change = useChangeTenant();
  const form = useForm<Rules>({
    initialValues: rulesOf(tenant),
    // What only the form's own words can say well; the rest is the server's.
    validate: {
      name: (name) => (name.trim() ? null : t('business.nameWanted')),
      quietTo: (to, rules) => (rules.quiet && to === rules.quietFrom ? t('business.quietSame') : null),
      capMessages: (amount, rules) => (rules.capped && amount === '' ? t('business.numberWanted') : null),
      capDays: (amount, rules) => (rules.capped && amount === '' ? t('business.numberWanted') : null),
      optOutWords: (words) => (words.length > 0 ? null : t('business.wordWanted')),
    },
  });
  const countries = useMemo(() => regions(i18n.language), [i18n.language]);
  const timeZones = useMemo(() => zones(tenant.timeZone), [tenant.timeZone]);
  const { values } = form;

  const submit = form.onSubmit((rules) =>
    change.mutate(changeOf(rules), {
      onError: (problem) => tell(problem, form as never),
      onSuccess: (saved) => {
        const kept = rulesOf(saved);
        form.setInitialValues(kept);
        form.setValues(kept);
        done(t('business.saved'));
      },
    }),
  );

  return (
    <form onSubmit={submit}>
      <Sections>
        <Section title={t('business.self')} about={t('business.selfAbout')}>
          <Stack maw={440}>
            <TextInput label={t('business.name')} required maxLength={120} {...form.getInputProps('name')} />
            <Select
              label={t('business.zone')}
              description={t('business.zoneHint')}
              data={timeZones}
              searchable
              allowDeselect={false}
              nothingFoundMessage={t('nothing')}
              limit={100}
              {...form.getInputProps('timeZone')}
            />
            <Select
              label={t('business.region')}
              description={t('business.regionHint')}
              data={countries}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('business.regionClear') }}
              placeholder={t('business.regionNone')}
              nothingFoundMessage={t('nothing')}
              {...form.getInputProps('defaultRegion')}
            />
          </Stack>
        </Section>

        <Section title={t('business.rules')} about={t('business.rulesAbout')}>
          <Stack gap="lg">
            <Switch
              label={t('business.optIn')}
              description={t('business.optInHint')}
              {...form.getInputProps('requireOptIn', { type: 'checkbox' })}
            />
            <div>
              <Switch
                label={t('business.quiet')}
                description={t('business.quietHint')}
                {...form.getInputProps('quiet', { type: 'checkbox' })}
              />
              {values.quiet && (
                <Group gap="sm" mt="sm" ml={{ base: 0, sm: 50 }} align="flex-start">
                  <TextInput type="time" label={t('business.from')} required w={170} {...form.getInputProps('quietFrom')} />
                  <TextInput type="time" label={t('business.to')} required w={170} {...form.getInputProps('quietTo')} />
                </Group>
              )}
            </div>
            <div>
              <Switch
                label={t('business.cap')}
                description={t('business.capHint')}
                {...form.getInputProps('capped', { type: 'checkbox' })}
              />
              {values.capped && (
                <Group gap="sm" mt="sm" ml={{ base: 0, sm: 50 }} align="flex-start">
                  <NumberInput
                    label={t('business.capMessages')}
                    required
                    min={1}
                    max={100_000}
                    allowDecimal={false}
                    w={170}
                    {...form.getInputProps('capMessages')}
                  />
                  <NumberInput
                    label={t('business.capDays')}
                    required
                    min={1}
                    max={365}
                    allowDecimal={false}
                    w={170}
                    {...form.getInputProps('capDays')}
                  />
                </Group>
              )}
            </div>
          </Stack>
        </Section>

        <Section title={t('business.leave')} about={t('business.leaveAbout')}>
          <Stack>
            <TagsInput
              label={t('business.optOutWords')}
              description={t('business.wordsHint')}
              maxTags={100}
              {...form.getInputProps('optOutWords')}
            />
            <Textarea
              label={t('business.optOutReply')}
              description={t('business.replyHint', { most: REPLY })}
              autosize
              minRows={2}
              maxLength={REPLY}
              placeholder={t('business.optOutExample')}
              {...form.getInputProps('optOutReply')}
            />
          </Stack>
        </Section>

        <Section title={t('business.join')} about={t('business.joinAbout')}>
          <Stack>
            <TagsInput
              label={t('business.optInWords')}
              description={t('business.wordsHint')}
              maxTags={100}
              {...form.getInputProps('optInWords')}
            />
            <Textarea
              label={t('business.optInReply')}
              description={t('business.replyHint', { most: REPLY })}
              autosize
              minRows={2}
              maxLength={REPLY}
              placeholder={t('business.optInExample')}
              {...form.getInputProps('optInReply')}
            />
          </Stack>
        </Section>
      </Sections>

      <SaveBar form={form} pending={change.isPending} />
    </form>
  );
}
