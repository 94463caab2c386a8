import { Alert, type MantineColor } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Something one should know here. Its title is in the text's own colour: yellow words on yellow cannot be read. */
export function Notice({ color, icon: Picture, title, children }: { color: MantineColor; icon: Icon; title: string; children: ReactNode }) {
  return (
    <Alert
      color={color}
      variant="light"
      icon={<Picture size={18} aria-hidden />}
      title={title}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {children}
    </Alert>
  );
}
