import { ActionIcon, Button, Grid, Group, Menu, Skeleton, Stack, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconCircleCheck, IconDots, IconDownload, IconEraser, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Asked, Lines } from '../../ui/Asked';
import { ask } from '../../ui/ask';
import { Back } from '../../ui/Back';
import { Page } from '../../ui/Page';
import { done, tell } from '../../ui/problems';
import { State } from '../../ui/State';
import { BlockModal } from './BlockModal';
import { useUnblock } from './blockNumbers';
import { useDeleteContact } from './deleteContact';
import { useContact } from './getContact';
import type { Contact } from './listContacts';
import { ConsentCard } from './person/ConsentCard';
import { Conversation } from './person/Conversation';
import { Details } from './person/Details';
import { EditDrawer } from './person/EditDrawer';

/** Everything about one person. */
export default function ContactPage() {
  const { t } = useTranslation(['contacts', 'ui/Reasons']);
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useContact(id);
  if (query.data) return <Person contact={query.data} />;
  return (
    <Page title={t('person.title')} before={<Back to="/contacts">{t('title')}</Back>}>
      <Asked query={query} loading={<Lines count={6} />}>
        {() => <Skeleton />}
      </Asked>
    </Page>
  );
}

function Person({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { phone } = useFormat();
  const [editing, edit] = useDisclosure();
  const number = contact.phoneNumber ? phone(contact.phoneNumber) : undefined;
  const name = contact.name ?? number ?? t('noName');
  return (
    <Page
      title={name}
      about={contact.name ? (number ?? t('noNumber')) : undefined}
      beside={
        <Group gap={6} wrap="nowrap">
          {contact.blocked && <State of="blocked" />}
          {contact.consent !== 'unknown' && <State of={contact.consent} />}
        </Group>
      }
      before={<Back to="/contacts">{t('title')}</Back>}
      actions={
        <>
          <More contact={contact} name={name} />
          <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
            {t('ui:edit')}
          </Button>
        </>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          <Stack gap="lg">
            <Details contact={contact} />
            <ConsentCard contact={contact} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          <Conversation contact={contact} />
        </Grid.Col>
      </Grid>
      <EditDrawer contact={contact} opened={editing} onClose={edit.close} />
    </Page>
  );
}

/** Blocking, handing out, forgetting. */
function More({ contact, name }: { contact: Contact; name: string }) {
  const { t } = useTranslation(['contacts', 'ui']);
  const navigate = useNavigate();
  const [blocking, block] = useDisclosure();
  const unblock = useUnblock();
  const remove = useDeleteContact(contact.id);
  const { phoneNumber } = contact;

  const forget = (erase: boolean) =>
    ask(
      {
        title: t(erase ? 'person.erase.title' : 'person.delete.title', { name }),
        children: (
          <Stack gap="xs">
            <span>{t(erase ? 'person.erase.text' : 'person.delete.text')}</span>
            <span>
              {t(erase ? 'person.erase.stays' : contact.consent === 'opted_out' ? 'person.delete.optedOut' : 'person.delete.stays')}
            </span>
          </Stack>
        ),
        confirm: t(erase ? 'person.erase.confirm' : 'person.delete.confirm'),
      },
      () =>
        remove.mutate(erase, {
          onSuccess: () => {
            done(t(erase ? 'person.erase.done' : 'person.delete.done', { name }));
            void navigate({ to: '/contacts' });
          },
          onError: (problem) => tell(problem),
        }),
    );

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Tooltip label={t('ui:more')}>
            <ActionIcon variant="default" size={36} aria-label={t('ui:more')} loading={remove.isPending}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {phoneNumber &&
            (contact.blocked ? (
              <Menu.Item
                leftSection={<IconCircleCheck size={16} aria-hidden />}
                onClick={() =>
                  unblock.mutate(phoneNumber, {
                    onSuccess: () => done(t('blocklist.remove.done', { number: name })),
                    onError: (problem) => tell(problem),
                  })
                }
              >
                {t('blocklist.remove.confirm')}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<IconBan size={16} aria-hidden />} onClick={block.open}>
                {t('person.block')}
              </Menu.Item>
            ))}
          <Menu.Item
            component="a"
            href={`/api/contacts/${contact.id}/export`}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('person.export')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => forget(false)}>
            {t('person.delete.item')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconEraser size={16} aria-hidden />} onClick={() => forget(true)}>
            {t('person.erase.item')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {phoneNumber && <BlockModal opened={blocking} onClose={block.close} number={phoneNumber} />}
    </>
  );
}
