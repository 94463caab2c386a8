import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type Search = Record<string, string | undefined>;

/** What stands behind the question mark of the address, and how to change it; an empty value goes out of it. */
export function useAddress(): [Search, (change: Search, push?: boolean) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (values: Search, push = false) =>
      void navigate({
        to: '.',
        search: (before: Search) =>
          Object.fromEntries(Object.entries({ ...before, ...values }).filter(([, value]) => value !== undefined && value !== '')),
        replace: !push,
      }),
    [navigate],
  );
  return [search, change];
}
