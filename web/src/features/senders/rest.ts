/** A time as an input of type datetime-local writes it: local, to the minute. */
export function toLocal(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function fromLocal(text: string): Date | null {
  if (!text) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The rests that people mean most often. */
export function restChoices(now: Date): { key: 'hour' | 'fourHours' | 'tomorrow' | 'monday'; at: Date }[] {
  const hour = new Date(now.getTime() + 3_600_000);
  const morning = (days: number) => {
    const at = new Date(now);
    at.setDate(at.getDate() + days);
    at.setHours(8, 0, 0, 0);
    return at;
  };
  const monday = morning((8 - now.getDay()) % 7 || 7);
  const fourHours = new Date(now.getTime() + 4 * 3_600_000);
  return [
    { key: 'hour', at: hour },
    { key: 'fourHours', at: fourHours },
    { key: 'tomorrow', at: morning(1) },
    { key: 'monday', at: monday },
  ];
}
