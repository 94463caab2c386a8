import { Table, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** The heading of the first column, then those of its figures. */
  heads: readonly string[];
  /** What stands below. */
  about?: ReactNode;
  children: ReactNode;
}

/** Figures by name, in as many columns as there are heads. */
export function CountTable({ title, heads, about, children }: Props) {
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <Table verticalSpacing="xs" aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head, column) => (
              <Table.Th key={head} fz="xs" fw={600} c="dimmed" ta={column > 0 ? 'end' : undefined}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
      {about}
    </section>
  );
}

/** One figure; none is there, but not in the way. */
export function Count({ of, children }: { of: number; children: ReactNode }) {
  return (
    <Table.Td ta="end" c={of ? undefined : 'dimmed'} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {children}
    </Table.Td>
  );
}
