import { Menu } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  /** Why not all of it can be chosen. */
  note?: string;
  children: ReactNode;
}

/** Items of a menu that belong together, below their name. A menu may hold items, separators and groups and no bare text, so the name is the group's. */
export function MenuGroup({ label, note, children }: Props) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={note && `${id}-note`}>
      {note && (
        <Menu.Label id={`${id}-note`} style={{ whiteSpace: 'normal' }}>
          {note}
        </Menu.Label>
      )}
      <Menu.Label id={`${id}-label`}>{label}</Menu.Label>
      {children}
    </div>
  );
}
