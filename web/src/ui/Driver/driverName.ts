import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

/** What people call a driver. One that is newer than the page keeps its own name; what was written on the phone itself has none. */
export function driverName(name: string): string {
  return i18next.t(`ui:driver.${name || 'phone'}`, name);
}

/** The same, drawn anew when the language changes. */
export function useDriverName() {
  useTranslation();
  return driverName;
}

/** In the order in which they are recommended: the one that WhatsApp permits, those at one's own risk, and the one to try things out. */
const order = ['cloud', 'baileys', 'webjs', 'simulator'];

export const known: readonly string[] = order;

export function recommended(one: string, other: string): number {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return place(one) - place(other) || one.localeCompare(other);
}

/** How WhatsApp looks at it. */
export function standing(name: string): 'official' | 'unofficial' | 'tryout' {
  return name === 'cloud' ? 'official' : name === 'simulator' ? 'tryout' : 'unofficial';
}
