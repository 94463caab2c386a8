import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which segment is open: its id, `new`, or none. It stands in the address. */
export function useOpenSegment(): [string | undefined, (segment: string | undefined, replace?: boolean) => void] {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  return [search.segment, (segment, replace = false) => void navigate({ to: '/segments', search: segment ? { segment } : {}, replace })];
}
