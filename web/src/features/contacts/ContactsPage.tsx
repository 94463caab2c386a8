import { ActionIcon, Button, Checkbox, Group, Menu, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAddressBook, IconBan, IconDots, IconDownload, IconPlus, IconTags, IconUpload } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { NoneFound } from '../../ui/NoneFound';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import { BulkTagsModal } from './BulkTagsModal';
import { ContactFilters } from './ContactFilters';
import { criteriaOf, exportAddress, isEverybody, nobodyLeftOut, sortedBy } from './criteria';
import { type Contact, useContactCount, useContacts } from './listContacts';
import { NewContactDrawer } from './NewContactDrawer';
import { SortHead } from './SortHead';
import { Tags } from './Tags';
import { useAddress } from './useAddress';

/** As many as one call changes by their ids. */
const MOST_CHOSEN = 1000;

export default function ContactsPage() {
  const { t } = useTranslation(['contacts', 'ui']);
  const { phone, number, ago, date, dateTime } = useFormat();
  const navigate = useNavigate();
  const [search, change] = useAddress();
  const criteria = criteriaOf(search);
  const sort = search.sort ?? '-created';
  const rows = useContacts(criteria, sort);
  const count = useContactCount(criteria);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tagging, tags] = useDisclosure();
  const onSort = (next: string) => change({ sort: next === '-created' ? undefined : next });
  const adding = search.add !== undefined;
  const everybody = isEverybody(criteria);

  const choose = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id) && after.size < MOST_CHOSEN) after.add(id);
      return after;
    });

  const columns: Column<Contact>[] = [
    {
      key: 'chosen',
      header: '',
      width: '20px',
      cell: (contact) => (
        <Checkbox
          size="xs"
          aria-label={t('choose', { name: contact.name ?? phone(contact.phoneNumber ?? '') })}
          checked={chosen.has(contact.id)}
          onChange={() => choose(contact.id)}
          onClick={(event) => event.stopPropagation()}
        />
      ),
    },
    {
      key: 'name',
      sorted: sortedBy(sort, 'name'),
      header: (
        <SortHead column="name" sort={sort} onSort={onSort}>
          {t('name')}
        </SortHead>
      ),
      width: 'minmax(0, 2fr)',
      cell: (contact) => (
        <Text size="sm" fw={contact.name ? 500 : 400} truncate title={contact.name ?? undefined} c={contact.name ? undefined : 'dimmed'}>
          {contact.name ?? t('noName')}
        </Text>
      ),
    },
    {
      key: 'phone',
      sorted: sortedBy(sort, 'phone'),
      header: (
        <SortHead column="phone" sort={sort} onSort={onSort}>
          {t('number')}
        </SortHead>
      ),
      width: '150px',
      cell: (contact) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{phone(contact.phoneNumber ?? '') || t('noNumber')}</span>,
    },
    { key: 'tags', header: t('tags'), width: 'minmax(0, 1.5fr)', wide: true, cell: (contact) => <Tags of={contact.tags} /> },
    {
      key: 'consent',
      header: t('consent.title'),
      width: '120px',
      wide: true,
      cell: (contact) => <Standing of={contact} />,
    },
    {
      key: 'activity',
      header: t('lastReply'),
      width: '130px',
      wide: true,
      cell: (contact) =>
        contact.lastInboundAt ? (
          <span title={dateTime(contact.lastInboundAt)}>{ago(contact.lastInboundAt)}</span>
        ) : (
          <Text size="sm" c="dimmed">
            {t('never')}
          </Text>
        ),
    },
    {
      key: 'created',
      sorted: sortedBy(sort, 'created'),
      header: (
        <SortHead column="created" sort={sort} onSort={onSort}>
          {t('added')}
        </SortHead>
      ),
      width: '120px',
      align: 'end',
      wide: true,
      cell: (contact) => <span title={dateTime(contact.createdAt)}>{date(contact.createdAt)}</span>,
    },
  ];

  return (
    <Page
      title={t('title')}
      about={count.data === undefined ? ' ' : t(everybody ? 'count' : 'countFound', { count: count.data, number: number(count.data) })}
      actions={
        <>
          <Menu position="bottom-end" width={260}>
            <Menu.Target>
              <Tooltip label={t('ui:more')}>
                <ActionIcon variant="default" size={36} aria-label={t('ui:more')}>
                  <IconDots size={18} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconTags size={16} aria-hidden />}
                onClick={() => {
                  setChosen(new Set());
                  tags.open();
                }}
              >
                {t(everybody ? 'tagAll' : 'tagFound')}
              </Menu.Item>
              <Menu.Item component="a" href={exportAddress(criteria)} download leftSection={<IconDownload size={16} aria-hidden />}>
                {t(everybody ? 'exportAll' : 'exportFound')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                renderRoot={(props) => <Link to="/contacts/blocklist" {...props} />}
                leftSection={<IconBan size={16} aria-hidden />}
              >
                {t('blocklist.title')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/contacts/import" {...props} />}
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            {t('import')}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change({ add: '1' })}>
            {t('add')}
          </Button>
        </>
      }
    >
      <ContactFilters criteria={criteria} onChange={change} />
      {chosen.size > 0 && (
        <Group mb="md" gap="xs" role="status">
          <Text size="sm" fw={500}>
            {t('chosen', { count: chosen.size, number: number(chosen.size) })}
          </Text>
          <Button size="xs" variant="light" leftSection={<IconTags size={14} aria-hidden />} onClick={tags.open}>
            {t('changeTags')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setChosen(new Set())}>
            {t('chooseNone')}
          </Button>
        </Group>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(contact) => contact.id}
        onOpen={(contact) => void navigate({ to: '/contacts/$id', params: { id: contact.id } })}
        height={chosen.size > 0 ? 'calc(100dvh - 282px)' : 'calc(100dvh - 236px)'}
        empty={
          everybody ? (
            <Empty
              icon={IconAddressBook}
              title={t('empty.title')}
              action={
                <Button
                  renderRoot={(props) => <Link to="/contacts/import" {...props} />}
                  leftSection={<IconUpload size={16} aria-hidden />}
                >
                  {t('empty.import')}
                </Button>
              }
            >
              {t('empty.text')}
            </Empty>
          ) : (
            <NoneFound title={t('nobody.title')} onClear={() => change(nobodyLeftOut)}>
              {t('nobody.text')}
            </NoneFound>
          )
        }
      />
      <NewContactDrawer opened={adding} onClose={() => change({ add: undefined })} onFind={(q) => change({ add: undefined, q })} />
      <BulkTagsModal
        opened={tagging}
        onClose={tags.close}
        criteria={criteria}
        ids={chosen.size > 0 ? [...chosen] : undefined}
        onDone={() => setChosen(new Set())}
      />
    </Page>
  );
}

/** Whether somebody may be written to: blocked says more than what they said themselves. */
function Standing({ of }: { of: Contact }) {
  const { t } = useTranslation('contacts');
  if (of.blocked) return <State of="blocked" />;
  if (of.consent === 'unknown')
    return (
      <Text size="sm" c="dimmed">
        {t('consent.unknown')}
      </Text>
    );
  return <State of={of.consent} />;
}
