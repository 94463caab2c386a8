import { Group, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a tab is for, and its one main button. */
export function TabHead({ title, about, action }: { title: string; about: string; action?: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="md">
      <VisuallyHidden component="h2">{title}</VisuallyHidden>
      <Text size="sm" c="dimmed" maw={640} style={{ flex: '1 1 18rem' }}>
        {about}
      </Text>
      {action}
    </Group>
  );
}
