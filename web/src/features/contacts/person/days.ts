/** Puts messages (newest first) under the days on which they were written down, in the browser's time zone; newest first as well. */
export function byDay<T extends { createdAt: string }>(messages: readonly T[]): { day: string; messages: T[] }[] {
  const days: { day: string; messages: T[] }[] = [];
  for (const message of messages) {
    const day = new Date(message.createdAt).toDateString();
    const last = days[days.length - 1];
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}
