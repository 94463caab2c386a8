import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed } from './Failed';

interface Props<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>;
  /** What stands here until the answer comes; grey lines when left out. */
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The answer of a query, or its loading and its failure. What was shown stays while it is asked again, also when that fails. */
export function Asked<T>({ query, loading, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending && !query.error) return loading ?? <Lines />;
  return <Failed problem={query.error} retry={() => void query.refetch()} />;
}

export function Lines({ count = 4, height = 20 }: { count?: number; height?: number }) {
  return (
    <Stack gap="sm" aria-busy="true">
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no other name
        <Skeleton key={line} height={height} width={`${100 - ((line * 13) % 35)}%`} />
      ))}
    </Stack>
  );
}
