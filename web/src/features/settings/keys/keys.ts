export const ALL = '*';
/** What a key may do, as the server names it and as the texts do. */
export const scopes = [
  { scope: 'read', text: 'read' },
  { scope: 'messages:send', text: 'send' },
  { scope: 'campaigns:write', text: 'campaigns' },
  { scope: ALL, text: 'all' },
] as const;

export const textOf = (scope: string) => scopes.find((one) => one.scope === scope)?.text;

/** Everything makes the others needless, and needs none of them. */
export function picked(scope: string, on: boolean, before: readonly string[]): string[] {
  if (on && scope === ALL) return [ALL];
  const others = before.filter((one) => one !== scope && one !== ALL);
  return on ? [...others, scope] : others;
}

export const lives = ['never', '30', '90', '365', 'date'] as const;
export type Life = (typeof lives)[number];

/** When a key made now ends; null is never. A chosen day is good to its end, where the browser is. */
export function endOf(life: Life, day: string, now: Date): string | null {
  if (life === 'never') return null;
  if (life === 'date') return day ? new Date(`${day}T23:59:59`).toISOString() : null;
  return new Date(now.getTime() + Number(life) * 86_400_000).toISOString();
}
