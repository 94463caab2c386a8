import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One part of the page, under its heading. */
export function Section({ title, beside, children }: { title: string; beside?: ReactNode; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="md" gap="xs" mih={28}>
        <Title order={2} size="h5">
          {title}
        </Title>
        {beside}
      </Group>
      {children}
    </Paper>
  );
}
