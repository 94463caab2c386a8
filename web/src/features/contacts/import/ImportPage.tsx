import { Anchor, Group } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../../ui/Asked';
import { Page } from '../../../ui/Page';
import { State } from '../../../ui/State';
import { isOver } from '../job';
import { useAddress } from '../useAddress';
import { EarlierImports } from './EarlierImports';
import { type Import, useImport } from './getImport';
import { MapStep } from './MapStep';
import { ResultStep } from './ResultStep';
import { RunningStep } from './RunningStep';
import { UploadStep } from './UploadStep';

/** From a file to people, or to blocked numbers. Where an import stands is the server's to know; the address only says which one it is. */
export default function ImportPage() {
  const [search] = useAddress();
  return search.id ? <One key={search.id} id={search.id} /> : <Begin />;
}

function Begin() {
  const { t } = useTranslation('contacts');
  const [search, change] = useAddress();
  const target = search.target === 'blocklist' ? 'blocklist' : 'contacts';
  return (
    <Page
      title={t(`imports.title.${target}`)}
      about={t(`imports.about.${target}`)}
      before={<Back to={target === 'blocklist' ? '/contacts/blocklist' : '/contacts'} />}
    >
      <UploadStep target={target} onUploaded={(id) => change({ id }, true)} />
      <EarlierImports />
    </Page>
  );
}

function One({ id }: { id: string }) {
  const { t } = useTranslation('contacts');
  const query = useImport(id);
  const target = query.data?.target ?? 'contacts';
  return (
    <Page
      title={query.data?.fileName ?? t(`imports.title.${target}`)}
      about={query.data && t(`imports.into.${target}`)}
      beside={query.data && query.data.state !== 'uploaded' && <State of={query.data.state} />}
      before={<Back to="/contacts/import" search={target === 'blocklist' ? { target } : {}} />}
    >
      <Asked query={query}>{(view) => <Step view={view} />}</Asked>
    </Page>
  );
}

function Step({ view }: { view: Import }) {
  if (view.state === 'uploaded') return <MapStep key={JSON.stringify(view.layout)} view={view} />;
  return isOver(view.state) ? <ResultStep view={view} /> : <RunningStep view={view} />;
}

function Back({ to, search = {} }: { to: string; search?: Record<string, string> }) {
  const { t } = useTranslation('contacts');
  const name = to === '/contacts' ? 'title' : to === '/contacts/blocklist' ? 'blocklist.title' : 'imports.all';
  return (
    <Anchor renderRoot={(props) => <Link to={to} search={search} {...props} />} size="sm" c="dimmed">
      <Group gap={4} component="span" mb={6}>
        <IconArrowLeft size={14} aria-hidden />
        {t(name)}
      </Group>
    </Anchor>
  );
}
