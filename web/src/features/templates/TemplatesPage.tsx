import { Button, Center, SimpleGrid, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch, IconTemplate } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../ui/Asked';
import { ask } from '../../ui/ask';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { done, tell } from '../../ui/problems';
import { useDeleteTemplate } from './calls/deleteTemplate';
import { type Template, useTemplates } from './calls/listTemplates';
import { TemplateCard } from './TemplateCard';
import { TemplateDrawer } from './TemplateDrawer';

/** The library of messages to use again. */
export default function TemplatesPage() {
  const { t } = useTranslation(['templates', 'ui', 'ui/Composer']);
  const navigate = useNavigate();
  const { q, edit, copy, add } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const templates = useTemplates(q);
  const forget = useDeleteTemplate();
  const go = (change: Record<string, string | undefined>, replace = false) =>
    void navigate({ to: '/templates', search: { q, ...change }, replace });
  const find = useDebouncedCallback((text: string) => go({ q: text.trim() || undefined }, true), 250);
  const remove = ({ id, name }: Template) =>
    ask({ title: t('deleteTitle', { name }), children: t('deleteAbout'), confirm: t('delete') }, () =>
      forget.mutate(id, {
        onSuccess: () => {
          done(t('deleted', { name }));
          go({}, true);
        },
        onError: (problem) => tell(problem),
      }),
    );
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go({ add: '1' })}>
      {t('new')}
    </Button>
  );

  return (
    <Page title={t('title')} about={t('about')} actions={create}>
      <TextInput
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={q}
        onChange={(event) => find(event.currentTarget.value)}
        maw={340}
        mb="md"
      />
      <Asked query={templates} loading={<Waiting />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return q ? (
              <Empty icon={IconSearch} title={t('noneFound', { q })} />
            ) : (
              <Empty icon={IconTemplate} title={t('empty.title')} action={create}>
                {t('empty.about')}
              </Empty>
            );
          return (
            <>
              <SimpleGrid cols={{ base: 1, xs: 2, lg: 3, xl: 4 }} spacing="md">
                {items.map((template) => (
                  <TemplateCard
                    key={template.id}
                    template={template}
                    onEdit={() => go({ edit: template.id })}
                    onCopy={() => go({ copy: template.id })}
                    onDelete={() => remove(template)}
                  />
                ))}
              </SimpleGrid>
              {templates.hasNextPage && (
                <Center mt="lg">
                  <Button variant="default" loading={templates.isFetchingNextPage} onClick={() => void templates.fetchNextPage()}>
                    {t('more')}
                  </Button>
                </Center>
              )}
            </>
          );
        }}
      </Asked>
      <TemplateDrawer edit={edit} copy={copy} opened={Boolean(edit || copy || add)} onClose={() => go({}, true)} onDelete={remove} />
    </Page>
  );
}

function Waiting() {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 3, xl: 4 }} spacing="md" aria-busy="true">
      {['a', 'b', 'c', 'd'].map((place) => (
        <Skeleton key={place} height={212} radius="md" />
      ))}
    </SimpleGrid>
  );
}
