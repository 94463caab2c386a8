import { lazy, Suspense, useSyncExternalStore } from 'react';

const Shown = lazy(() => import('@mantine/notifications').then(({ Notifications }) => ({ default: Notifications })));

let wanted = false;
const listeners = new Set<() => void>();

/** Something is to be told for the first time: what tells it is fetched now, since the first look at a page goes without. */
export function wantNotices() {
  if (wanted) return;
  wanted = true;
  for (const listener of listeners) listener();
}

/** Where notices appear. Stands once, around all pages. */
export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );
  return <Suspense>{shown && <Shown position="bottom-right" limit={4} />}</Suspense>;
}
