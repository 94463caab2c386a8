import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Once } from './Once';

interface Props {
  title: string;
  /** What the server made and shows this once, as soon as it is there. */
  once?: { about: string; label: string; value: string; expiresAt?: string | null };
  /** What to say instead, where it was done and there is no secret. */
  told?: string;
  onClose: () => void;
  /** What asks for it. */
  children: ReactNode;
}

/** Asks for something, and shows the secret that comes of it: then only its button closes the dialog. */
export function OnceDialog({ title, once, told, onClose, children }: Props) {
  const { t } = useTranslation('settings');
  const held = once !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={!held}
      closeOnEscape={!held}
      withCloseButton={!held}
    >
      {once ? (
        <Once {...once} onClose={onClose} />
      ) : told ? (
        <Stack>
          <Text size="sm">{told}</Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('once.done')}</Button>
          </Group>
        </Stack>
      ) : (
        children
      )}
    </Modal>
  );
}

/** A password that somebody is handed, from an answer that may have one. */
export function useHandedOver() {
  const { t } = useTranslation('settings');
  return (email: string, made: { oneTimePassword?: string | null; passwordExpiresAt?: string | null } | undefined) =>
    made?.oneTimePassword
      ? {
          about: t('team.handOver', { email }),
          label: t('team.oneTime'),
          value: made.oneTimePassword,
          expiresAt: made.passwordExpiresAt,
        }
      : undefined;
}
