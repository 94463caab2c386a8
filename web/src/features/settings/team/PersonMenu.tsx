import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconCheck, IconDots, IconKey, IconUserMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';
import { ask } from '../../../ui/ask';
import { MenuGroup } from '../../../ui/MenuGroup';
import { done, tell } from '../../../ui/problems';
import { useChangeRole, useRemoveUser } from './calls';
import { mayManage, obstacle, type Role, roles } from './roles';
import type { Person } from './TeamTab';

/** What can be done with a person. What cannot is there too, with the reason: a missing entry would only be searched for. */
export function PersonMenu({ person, owners, onReset }: { person: Person; owners: number; onReset: () => void }) {
  const { t } = useTranslation(['settings', 'app']);
  const me = useMe();
  const change = useChangeRole();
  const remove = useRemoveUser();
  const name = person.name ?? person.email;
  const self = person.id === me.user?.id;
  const blocked = obstacle(me.role, person.role, owners);

  const setRole = (role: Role) => {
    const go = () =>
      change.mutate(
        { id: person.id, role },
        {
          onError: (problem) => tell(problem),
          onSuccess: () => (self ? anew() : done(t('team.changed', { name, role: t(`app:role.${role}`) }))),
        },
      );
    // One's own rights go at once, and an owner's cannot be taken back by whoever gave them unless they are one too.
    if (!self && role !== 'owner') return go();
    ask(
      {
        title: t(self ? 'team.ownRoleTitle' : 'team.ownerTitle', { name, role: t(`app:role.${role}`) }),
        children: t(self ? 'team.ownRoleAbout' : 'team.ownerAbout', { name }),
        confirm: t('team.changeRole'),
        danger: self,
      },
      go,
    );
  };

  const leave = () =>
    ask(
      {
        title: t('team.removeTitle', { name }),
        children: t(self ? 'team.removeSelf' : 'team.removeAbout', { name, tenant: me.tenant.name }),
        confirm: t('team.remove'),
      },
      () =>
        remove.mutate(person.id, {
          onError: (problem) => tell(problem),
          onSuccess: () => (self ? anew() : done(t('team.removed', { name }))),
        }),
    );

  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('team.menu', { name })} loading={change.isPending || remove.isPending}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuGroup label={t('team.role')} note={blocked && t(`team.${blocked}`)}>
          {roles.toReversed().map((role) => (
            <Menu.Item
              key={role}
              disabled={role !== person.role && (Boolean(blocked) || !mayManage(me.role, role))}
              rightSection={role === person.role && <IconCheck size={16} aria-label={t('app:person.chosen')} />}
              onClick={() => role !== person.role && setRole(role)}
            >
              {t(`app:role.${role}`)}
              <Text size="xs" c="dimmed">
                {t(`team.can.${role}`)}
              </Text>
            </Menu.Item>
          ))}
        </MenuGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} disabled={!mayManage(me.role, person.role) || self} onClick={onReset}>
          {t('team.reset')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUserMinus size={16} aria-hidden />} disabled={Boolean(blocked)} onClick={leave}>
          {t('team.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Somebody whose own role changed sees other pages: begin again with what is theirs now. */
const anew = () => location.assign('/app/');
