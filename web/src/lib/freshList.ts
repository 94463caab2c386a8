import { type InfiniteData, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

/**
 * Keeps a long list young without asking for all that was scrolled through each second: while one looks at its beginning it is asked for again
 * whenever the stamp changes; further down it is only said that there is something newer.
 */
export function useFreshList(key: QueryKey, list: { data?: InfiniteData<unknown>; refetch: () => unknown }, stamp: unknown) {
  const queries = useQueryClient();
  const seen = useRef(stamp);
  const [old, setOld] = useState(false);
  const pages = list.data?.pages.length ?? 0;
  const { refetch } = list;
  useEffect(() => {
    if (seen.current === stamp) return;
    const first = seen.current === undefined;
    seen.current = stamp;
    if (first || pages === 0) return;
    if (pages === 1) refetch();
    else setOld(true);
  }, [stamp, pages, refetch]);
  const name = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins anew
  useEffect(() => setOld(false), [name]);
  return {
    old: old && pages > 1,
    refresh: () => {
      setOld(false);
      queries.setQueryData<InfiniteData<unknown>>(
        key,
        (now) => now && { pages: now.pages.slice(0, 1), pageParams: now.pageParams.slice(0, 1) },
      );
      refetch();
    },
  };
}
