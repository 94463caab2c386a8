import { Alert, type AlertProps, Loader } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

interface Props extends Omit<AlertProps, 'icon'> {
  icon?: Icon;
  /** It is about something that goes on; turns in the icon's place. */
  busy?: boolean;
}

/** Something one should know here. Its title is in the text's own colour: yellow words on yellow cannot be read. */
export function Notice({ icon: Picture, busy, ...props }: Props) {
  return (
    <Alert
      variant="light"
      icon={busy ? <Loader size={16} /> : Picture && <Picture size={18} aria-hidden />}
      styles={{ label: { color: 'var(--mantine-color-text)' } }}
      {...props}
    />
  );
}
