import { Box, Button, Drawer, Flex, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSend, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../lib/api/client';
import { useMe } from '../../lib/me';
import { Asked } from '../../ui/Asked';
import { Composer } from '../../ui/Composer/Composer';
import { ContentPreview } from '../../ui/Composer/ContentPreview';
import { contentOf, type Draft, draftOf, emptyDraft, isEmpty } from '../../ui/Composer/draft';
import { mark, toFirstFault } from '../../ui/firstFault';
import { done, tell } from '../../ui/problems';
import type { Template } from './calls/listTemplates';
import { useSaveTemplate } from './calls/saveTemplate';
import { useTemplate } from './calls/showTemplate';

interface Props {
  /** The template that is changed, or copied; neither is a new one. */
  edit?: string;
  copy?: string;
  opened: boolean;
  onClose: () => void;
  onDelete: (template: Template) => void;
}

/** Writes a template, with the phone that gets it beside. */
export function TemplateDrawer({ edit, copy, opened, onClose, onDelete }: Props) {
  const { t } = useTranslation('templates');
  const template = useTemplate(edit ?? copy);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t(edit ? 'editTitle' : 'newTitle')}
      size={960}
      padding="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {edit || copy ? (
        <Asked query={template}>
          {(data) => <TemplateForm key={data.id} template={data} copied={!edit} onClose={onClose} onDelete={() => onDelete(data)} />}
        </Asked>
      ) : (
        <TemplateForm onClose={onClose} />
      )}
    </Drawer>
  );
}

interface FormProps {
  template?: Template;
  copied?: boolean;
  onClose: () => void;
  onDelete?: () => void;
}

function TemplateForm({ template, copied, onClose, onDelete }: FormProps) {
  const { t } = useTranslation(['templates', 'ui', 'ui/Composer']);
  const me = useMe();
  const save = useSaveTemplate();
  const own = template && !copied;
  const form = useForm({
    initialValues: {
      name: template ? (copied ? t('copyOf', { name: template.name }) : template.name) : '',
      draft: (template ? draftOf(template.content) : emptyDraft) as Draft,
    },
    validate: {
      name: (name) => (name.trim() ? null : t('nameMissing')),
      draft: (draft) => (isEmpty(draft) ? t('ui/Composer:empty') : null),
    },
  });
  const submit = form.onSubmit(
    ({ name, draft }) =>
      save.mutate(
        { id: own ? template.id : undefined, name, content: contentOf(draft) },
        {
          onSuccess: () => {
            done(t('saved', { name: name.trim() }));
            onClose();
          },
          onError: (problem) => {
            const content = problem instanceof Problem && Object.entries(problem.errors).find(([field]) => field.startsWith('content'));
            // Two templates of one name are told where the name stands.
            if (problem instanceof Problem && problem.status === 409) mark(form, 'name', problem.detail);
            else if (content) mark(form, 'draft', content[1].join(' '));
            else tell(problem, form as never);
          },
        },
      ),
    toFirstFault,
  );
  return (
    <form onSubmit={submit} noValidate>
      <Flex gap="xl" direction={{ base: 'column', sm: 'row' }}>
        <Stack flex="1 1 0" miw={0} gap="md">
          <TextInput
            label={t('name')}
            description={t('nameAbout')}
            maxLength={120}
            required
            data-autofocus={own ? undefined : true}
            {...form.getInputProps('name')}
          />
          <Composer
            library={false}
            draft={form.values.draft}
            onChange={(draft) => form.setFieldValue('draft', draft)}
            error={form.errors.draft as string | undefined}
          />
        </Stack>
        <Box w={{ base: '100%', sm: 320 }} style={{ flexShrink: 0 }}>
          <Box pos={{ sm: 'sticky' }} top={80}>
            <ContentPreview from={me.tenant.name} draft={form.values.draft} />
          </Box>
        </Box>
      </Flex>
      <Group justify="space-between" mt="xl" gap="sm">
        {own ? (
          <Group gap="xs">
            <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
              {t('ui:delete')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconSend size={16} aria-hidden />}
              renderRoot={(props) => <Link to="/campaigns/new" search={{ template: template.id }} {...props} />}
            >
              {t('useInCampaign')}
            </Button>
          </Group>
        ) : (
          <span />
        )}
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('ui:save')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}
