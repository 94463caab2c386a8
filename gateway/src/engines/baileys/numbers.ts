import { isJidBroadcast, isJidGroup, isJidNewsletter, isLidUser, isPnUser, jidDecode } from '@whiskeysockets/baileys';

/** The network's address of a person of the wire: a number in E.164, or an id with @lid. */
export function addressOf(person: string): string {
  return person.endsWith('@lid') ? person : `${person.slice(1)}@s.whatsapp.net`;
}

/** E.164, for an address that is a number. */
export function numberOf(address: string | null | undefined): string | undefined {
  const user = address && isPnUser(address) ? jidDecode(address)?.user : undefined;
  return user ? `+${user}` : undefined;
}

/** `…@lid` without a device, for an address that is one. */
export function lidOf(address: string | null | undefined): string | undefined {
  const user = address && isLidUser(address) ? jidDecode(address)?.user : undefined;
  return user ? `${user}@lid` : undefined;
}

export function userOf(address: string | null | undefined): string | undefined {
  return address ? jidDecode(address)?.user : undefined;
}

/** Groups, broadcasts with the status among them, and channels: nothing of them is heard. */
export function isCrowd(address: string): boolean {
  return isJidGroup(address) || isJidBroadcast(address) || isJidNewsletter(address) || false;
}

export function isPerson(address: string | null | undefined): boolean {
  return Boolean(address && (isPnUser(address) || isLidUser(address)));
}
