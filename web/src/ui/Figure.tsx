import { Paper, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Figure.module.css';

/** One number that matters, with its name above and a word about it below. */
export function Figure({ name, value, note, color }: { name: ReactNode; value: ReactNode; note?: ReactNode; color?: string }) {
  return (
    <Paper withBorder p="md" className={classes.figure}>
      <Text size="xs" c="dimmed" fw={500} component="div">
        {name}
      </Text>
      {value === undefined ? (
        <Skeleton height={28} width="60%" mt={6} />
      ) : (
        <Text size="1.6rem" fw={650} lh={1.25} c={color} className={classes.value} component="div">
          {value}
        </Text>
      )}
      {note && (
        <Text size="xs" c="dimmed" component="div">
          {note}
        </Text>
      )}
    </Paper>
  );
}
