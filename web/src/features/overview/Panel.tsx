import { Anchor, Group, Paper, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  id?: string;
  title: string;
  /** Where all of it is. */
  more?: { to: string; label: string };
  beside?: ReactNode;
  children: ReactNode;
}

/** One look at one thing, with the way to all of it. */
export function Panel({ id, title, more, beside, children }: Props) {
  return (
    <Paper id={id} withBorder p="md" component="section" aria-label={title} h="100%" style={{ minWidth: 0 }}>
      <Group justify="space-between" mb="sm" gap="sm" mih={30}>
        <Title order={2} size="h5">
          {title}
        </Title>
        {beside}
        {more && (
          <Anchor component={Link} to={more.to} size="sm">
            {more.label}
          </Anchor>
        )}
      </Group>
      {children}
    </Paper>
  );
}
