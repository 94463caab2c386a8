import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: (language: string) => T): T {
  const language = i18next.language ?? 'en';
  const name = `${language} ${key}`;
  let format = cache.get(name);
  if (!format) {
    format = make(language);
    cache.set(name, format);
  }
  return format as T;
}

const spans = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Numbers and times as the chosen language writes them, in the browser's time zone. */
export const format = {
  number: (value: number) => kept('n', (l) => new Intl.NumberFormat(l)).format(value),
  /** Between a number and its fraction. */
  decimalSign: () => format.rate(0.5).replace(/[0-9]/g, ''),
  /** 12.4K */
  short: (value: number) =>
    value < 10_000
      ? format.number(value)
      : kept('s', (l) => new Intl.NumberFormat(l, { notation: 'compact', maximumFractionDigits: 1 })).format(value),
  /** @param share 0 to 1 */
  percent: (share: number) =>
    kept('p', (l) => new Intl.NumberFormat(l, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 })).format(share),
  rate: (perSecond: number) =>
    kept('r', (l) => new Intl.NumberFormat(l, { maximumFractionDigits: perSecond < 10 ? 1 : 0 })).format(perSecond),
  date: (at: string | Date) => kept('d', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium' })).format(new Date(at)),
  time: (at: string | Date) => kept('t', (l) => new Intl.DateTimeFormat(l, { timeStyle: 'short' })).format(new Date(at)),
  dateTime: (at: string | Date) =>
    kept('dt', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeStyle: 'short' })).format(new Date(at)),
  /** The day without its year, where the year is plain. */
  day: (at: string | Date) => kept('da', (l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'short' })).format(new Date(at)),
  dayTime: (at: string | Date) =>
    kept('dat', (l) => new Intl.DateTimeFormat(l, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })).format(
      new Date(at),
    ),
  /** From one moment to another; what both have in common is said once. */
  span: (from: string | Date, to: string | Date) =>
    kept('sp', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeStyle: 'short' })).formatRange(new Date(from), new Date(to)),
  /** With its seconds, where the order of things matters. */
  exactly: (at: string | Date) =>
    kept('x', (l) => new Intl.DateTimeFormat(l, { dateStyle: 'medium', timeStyle: 'medium' })).format(new Date(at)),
  /** 14:05 when it is today, with its seconds when it is within a minute, else with its date */
  clock: (at: string | Date, now = Date.now()) => {
    const time = new Date(at);
    if (time.toDateString() !== new Date(now).toDateString()) return format.dateTime(time);
    if (Math.abs(time.getTime() - now) >= 60_000) return format.time(time);
    return kept('ts', (l) => new Intl.DateTimeFormat(l, { timeStyle: 'medium' })).format(time);
  },
  /** 3 minutes ago, in 2 hours */
  ago: (at: string | Date, now = Date.now()) => {
    const seconds = Math.round((new Date(at).getTime() - now) / 1000);
    const relative = kept('a', (l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto', style: 'long' }));
    for (const [unit, size] of spans) if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
    return relative.format(Math.abs(seconds) < 5 ? 0 : seconds, 'second');
  },
  /** 2 sec, or 4–8 sec */
  seconds: (from: number, to = from) => {
    const unit = kept(
      'us1',
      (l) => new Intl.NumberFormat(l, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 2 }),
    );
    return from === to ? unit.format(from) : unit.formatRange(from, to);
  },
  /** 1 h 20 min */
  duration: (seconds: number) => {
    const unit = (value: number, name: string) =>
      kept(
        `u${name}`,
        (l) => new Intl.NumberFormat(l, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 }),
      ).format(value);
    if (seconds < 60) return unit(Math.max(0, Math.round(seconds)), 'second');
    if (seconds < 3600) return unit(Math.round(seconds / 60), 'minute');
    const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60)];
    if (days) return hours ? `${unit(days, 'day')} ${unit(hours, 'hour')}` : unit(days, 'day');
    return minutes ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour');
  },
  /** 1.4 MB, of 1024 kB each: as limits are set and the docs say them */
  bytes: (bytes: number) => {
    const names = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    const step = Math.min(names.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
    return kept(
      `b${step}`,
      (l) => new Intl.NumberFormat(l, { style: 'unit', unit: names[step] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: 1 }),
    ).format(bytes / 1024 ** step);
  },
  /** +55 11 98765-4321 for Brazil; other countries' digits stay together, since their groups are not known here. */
  phone: (number: string) => number.replace(/^\+55(\d{2})(\d{4,5})(\d{4})$/, '+55 $1 $2-$3'),
};

/** The formats, drawn anew when the language changes. */
export function useFormat() {
  useTranslation();
  return format;
}
