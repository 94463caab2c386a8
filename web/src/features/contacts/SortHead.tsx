import { Group, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { nextSort, type Sort, sortedBy } from './criteria';

interface Props {
  column: 'created' | 'name' | 'phone';
  sort: string;
  onSort: (sort: Sort) => void;
  children: string;
}

/** A column's head that puts the list into its order. */
export function SortHead({ column, sort, onSort, children }: Props) {
  const way = sortedBy(sort, column);
  const Arrow = way === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      fz="inherit"
      fw="inherit"
      c={way ? 'var(--mantine-color-text)' : 'inherit'}
      onClick={() => onSort(nextSort(sort, column))}
    >
      <Group gap={4} wrap="nowrap" component="span">
        {children}
        {way && <Arrow size={13} aria-hidden />}
      </Group>
    </UnstyledButton>
  );
}
