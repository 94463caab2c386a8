import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Logo } from '../../app/Logo';
import { Languages } from './Languages';

/** The frame of the pages that one sees before one is in. */
export function Frame({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  useDocumentTitle(`${title} · Parley`);
  return (
    <Center component="main" mih="100dvh" p="md" bg="var(--parley-subtle)">
      <Stack w="100%" maw={400} gap="lg">
        <Center>
          <Logo size={36} />
        </Center>
        <Paper withBorder p="xl" shadow="xs">
          <Title order={1} size="h3">
            {title}
          </Title>
          {about && (
            <Text c="dimmed" size="sm" mt={4} component="div">
              {about}
            </Text>
          )}
          <div style={{ marginTop: 20 }}>{children}</div>
        </Paper>
        <Languages />
      </Stack>
    </Center>
  );
}
