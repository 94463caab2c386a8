import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconEdit,
  IconLogout,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlugConnectedX,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Sender } from './sender';
import { useSenderActions } from './useSenderActions';

interface Props {
  sender: Sender;
  onConnect: () => void;
  /** On the sender's own page the first actions are buttons, so the menu has only the rest. */
  rest?: boolean;
  onDeleted?: () => void;
}

/** Everything that can be done with a sender. */
export function SenderMenu({ sender, onConnect, rest, onDeleted }: Props) {
  const { t } = useTranslation('senders');
  const act = useSenderActions(sender, onDeleted);
  const connected = sender.status === 'connected' || (sender.paused && sender.wanted);
  const hasLogin = sender.sessions.some((session) => session.hasLogin);
  return (
    <>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon
            variant={rest ? 'default' : 'subtle'}
            color="gray"
            size={rest ? 36 : 'md'}
            aria-label={t('menu', { name: sender.name })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!rest &&
            (sender.paused || sender.restUntil ? (
              <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={act.resume}>
                {t('resume')}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={act.pause}>
                {t('pauseDots')}
              </Menu.Item>
            ))}
          <Menu.Item leftSection={<IconMoon size={16} aria-hidden />} onClick={act.rest}>
            {t('restDots')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={act.edit}>
            {t('editDots')}
          </Menu.Item>
          <Menu.Divider />
          {connected || sender.wanted ? (
            <Menu.Item leftSection={<IconPlugConnectedX size={16} aria-hidden />} onClick={() => act.disconnect()}>
              {t('disconnect')}
            </Menu.Item>
          ) : (
            !rest && (
              <Menu.Item leftSection={<IconPlugConnected size={16} aria-hidden />} onClick={onConnect}>
                {t('connect')}
              </Menu.Item>
            )
          )}
          {hasLogin && (
            <Menu.Item color="red" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => act.logout()}>
              {t('logoutDots')}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={act.remove}>
            {t('deleteDots')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {act.dialogs}
    </>
  );
}
