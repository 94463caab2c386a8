/** Where one wanted to go, if it is a place of ours: an address in a link could lead anywhere. */
export function ownPlace(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next)) return '/';
  return next.replace(/^\/app(?=\/|$)/, '') || '/';
}
