import { Box, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Section.module.css';

interface Props {
  title: string;
  /** What it is about and what it changes. */
  about?: ReactNode;
  children: ReactNode;
}

/** One subject of a page of settings: its name and a word about it on the left, what can be set on the right. */
export function Section({ title, about, children }: Props) {
  return (
    <section className={classes.section}>
      <Stack gap={4}>
        <Title order={2} size="h5">
          {title}
        </Title>
        {about && (
          <Text size="sm" c="dimmed" component="div">
            {about}
          </Text>
        )}
      </Stack>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} style={{ minWidth: 0 }}>
        {children}
      </Paper>
    </section>
  );
}

/** Sections one below the other, at a width that reads well. */
export function Sections({ children }: { children: ReactNode }) {
  return (
    <Box maw={960}>
      <Stack gap={32}>{children}</Stack>
    </Box>
  );
}
