import { Accordion, ActionIcon, Button, Group, Menu, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconDots, IconEdit, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useSaid } from '../../../lib/sentences/useSaid';
import { ask } from '../../../ui/ask';
import { done, tell } from '../../../ui/problems';
import { useReason } from '../../../ui/Reasons/Reason';
import { type Account, useChangeAccount, useCheckAccount, useDeleteAccount } from './calls';
import { EditAccountDialog } from './EditAccountDialog';
import { Numbers } from './Numbers';
import { Templates } from './Templates';
import { Webhook } from './Webhook';

/** One business account: whether its token is good, where Meta is to call, its numbers and its templates. */
export function AccountCard({ account }: { account: Account }) {
  const { t } = useTranslation('settings');
  const [editing, setEditing] = useState(false);
  // Until Meta has called once, the webhook is what is left to do.
  const [open, setOpen] = useState<string[]>(account.lastWebhookAt ? ['numbers'] : ['webhook', 'numbers']);
  const parts = { webhook: Webhook, numbers: Numbers, templates: Templates };
  return (
    <Paper withBorder component="article" aria-label={account.name}>
      <Stack p="md" gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <div style={{ minWidth: 0 }}>
            <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
              {account.name}
            </Title>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('cloud.facts', { id: account.businessAccountId, version: account.apiVersion })} ·{' '}
              {t('cloud.senders', { count: account.senders })}
            </Text>
          </div>
          <Actions account={account} onEdit={() => setEditing(true)} />
        </Group>
        <Check account={account} />
      </Stack>
      <Accordion multiple value={open} onChange={setOpen} order={4} radius={0}>
        {(Object.keys(parts) as (keyof typeof parts)[]).map((name) => {
          const Part = parts[name];
          return (
            <Accordion.Item key={name} value={name}>
              <Accordion.Control>
                <Text size="sm" fw={600} component="span">
                  {t(`cloud.part.${name}`)}
                </Text>
              </Accordion.Control>
              {/* Meta is asked only for what somebody looks at. */}
              <Accordion.Panel>{open.includes(name) && <Part account={account} />}</Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      {editing && <EditAccountDialog account={account} onClose={() => setEditing(false)} />}
    </Paper>
  );
}

/** What Meta says of the token: now, or when it was last asked. */
function Check({ account }: { account: Account }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const said = useSaid();
  const reasonOf = useReason();
  const check = useCheckAccount();
  const asked = check.data;
  const bad = asked ? !asked.ok : Boolean(account.problem);
  const checkedAt = asked?.checkedAt ?? account.checkedAt;
  const Picture = bad ? IconAlertTriangle : checkedAt ? IconCircleCheck : IconCircleDashed;
  const color = bad ? 'red-6' : checkedAt ? 'teal-6' : 'gray-6';
  return (
    <Group gap="sm" justify="space-between" role="status">
      <Group gap={8} wrap="nowrap" align="flex-start" flex="1 1 260px" style={{ minWidth: 0 }}>
        <Picture size={18} aria-hidden color={`var(--mantine-color-${color})`} style={{ flexShrink: 0, marginTop: 2 }} />
        <div style={{ minWidth: 0 }}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {asked ? said(asked.sentence) : account.problem ? reasonOf(account.problem) : t(checkedAt ? 'cloud.good' : 'cloud.unchecked')}
          </Text>
          {checkedAt && (
            <Text size="xs" c="dimmed" title={format.dateTime(checkedAt)}>
              {t('cloud.checked', { ago: format.ago(checkedAt) })}
            </Text>
          )}
        </div>
      </Group>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={check.isPending}
        onClick={() => check.mutate(account.id, { onError: (problem) => tell(problem) })}
      >
        {t('cloud.check')}
      </Button>
    </Group>
  );
}

function Actions({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const { t } = useTranslation('settings');
  const change = useChangeAccount(account.id);
  const remove = useDeleteAccount();
  const { id, name } = account;
  const renew = () =>
    ask({ title: t('cloud.renewTitle', { name }), children: t('cloud.renewAbout'), confirm: t('cloud.renew'), danger: false }, () =>
      change.mutate({ newVerifyToken: true }, { onSuccess: () => done(t('cloud.renewed')), onError: (problem) => tell(problem) }),
    );
  const drop = () =>
    ask({ title: t('cloud.deleteTitle', { name }), children: t('cloud.deleteAbout'), confirm: t('cloud.delete') }, () =>
      remove.mutate(id, { onSuccess: () => done(t('cloud.deleted', { name })), onError: (problem) => tell(problem) }),
    );
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={t('cloud.menu', { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={onEdit}>
          {t('cloud.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={renew}>
          {t('cloud.renewDots')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={drop}>
          {t('cloud.deleteDots')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
