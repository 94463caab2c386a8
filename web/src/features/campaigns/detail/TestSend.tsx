import { Anchor, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import { useFormat } from '../../../lib/format';
import { Notice } from '../../../ui/Notice';
import { placeholdersIn } from '../../../ui/PhonePreview/template';
import { tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import type { Campaign } from '../calls/campaign';
import { useMessage } from '../calls/message';
import { useTestCampaign } from '../calls/testCampaign';

/** Sends the message to one number, filled in as for a recipient. It counts in none of the campaign's figures. */
export function TestSend({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const test = useTestCampaign(campaign.id);
  const sent = useMessage(test.data?.id);
  const form = useForm({ initialValues: { to: '', variant: campaign.variants[0]?.name ?? '' } });
  // A recipient's values do, until the server says that they have none; then a person gives them.
  const [asked, setAsked] = useState(false);
  const [own, setOwn] = useState<Record<string, string>>({});
  const text = campaign.variants.find(({ name }) => name === form.values.variant)?.content.text ?? '';
  const names = placeholdersIn(text).map(({ path }) => path);
  return (
    <Modal opened onClose={onClose} title={t('test.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={form.onSubmit(({ to, variant }) =>
          test.mutate(
            { to: to.trim() || null, variant, ...(asked && { variables: own }) },
            {
              onError: (problem) => {
                if (problem instanceof Problem && problem.errors.variables) setAsked(true);
                else tell(problem, form as never);
              },
            },
          ),
        )}
      >
        <Stack>
          <TextInput
            label={t('test.to')}
            description={t('test.toAbout')}
            placeholder="+55 11 98765-4321"
            type="tel"
            autoComplete="tel"
            data-autofocus
            {...form.getInputProps('to')}
          />
          {campaign.variants.length > 1 && (
            <Select
              label={t('column.variant')}
              data={campaign.variants.map(({ name }) => name)}
              allowDeselect={false}
              {...form.getInputProps('variant')}
            />
          )}
          {asked && (
            <Stack gap="xs" role="group" aria-label={t('test.values')}>
              <Text size="sm">{t('test.valuesAbout')}</Text>
              {names.map((name) => (
                <TextInput
                  key={name}
                  label={`{{${name}}}`}
                  value={own[name] ?? ''}
                  onChange={(event) => setOwn({ ...own, [name]: event.currentTarget.value })}
                />
              ))}
            </Stack>
          )}
          {test.data && (
            <Notice color="teal" icon={IconCheck} role="status">
              <Group gap="xs">
                <Text size="sm">{t('test.sent', { to: format.phone(test.data.to) })}</Text>
                <State of={sent.data?.state ?? test.data.status} size="sm" />
                <Anchor size="sm" renderRoot={(props) => <Link to="/messages/$id" params={{ id: test.data.id }} {...props} />}>
                  {t('test.look')}
                </Anchor>
              </Group>
            </Notice>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('close')}
            </Button>
            <Button type="submit" loading={test.isPending}>
              {test.data ? t('test.again') : t('test.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
