import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** One line on what this is or how it stands. */
  about?: ReactNode;
  /** Left of the title: a back link, an icon. */
  before?: ReactNode;
  /** Beside the title: a state. */
  beside?: ReactNode;
  /** The page's buttons; the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: its one heading, its buttons, its content. */
export function Page({ title, about, before, beside, actions, children }: Props) {
  useDocumentTitle(`${title} · Parley`);
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }} maw={1440} mx="auto">
      {before}
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <Stack gap={2} style={{ minWidth: 0, flex: '1 1 16rem' }}>
          <Group gap="sm" wrap="nowrap">
            <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {beside}
          </Group>
          {about && (
            <Text c="dimmed" size="sm" component="div">
              {about}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
