import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import type { ReactNode } from 'react';

interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The verb on the button: "Delete campaign", never "OK". */
  confirm: string;
  danger?: boolean;
}

/** Asks before something that cannot be undone, and acts on a yes. */
export function ask({ title, children, confirm, danger = true }: Question, act: () => void) {
  modals.openConfirmModal({
    title,
    children: (
      <Text size="sm" component="div">
        {children}
      </Text>
    ),
    closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    labels: { confirm, cancel: i18next.t('ui:cancel') },
    confirmProps: { color: danger ? 'red' : undefined },
    onConfirm: act,
  });
}
