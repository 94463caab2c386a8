import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** As much of the stand-in (gateway/standins/whatsapp) as these tests touch. */
export interface WhatsApp {
  readonly socketUrl: string;
  /** Of the page that stands for web.whatsapp.com. */
  readonly pageHost: string;
  settings: Record<string, number | string | boolean>;
  unavailableUntil: number;
  sums: { accepted: number; delivered: number; read: number; repeats: number; retries: number; replaced: number };
  failures: unknown[];
  media: { refusesUploads: boolean; refusesDownloads: boolean };
  phone(number: string): Phone;
  find(address: string): Phone | undefined;
  fault(session: string, kind: string, options?: { forMs?: number; code?: string }): void;
  until<T>(condition: () => T | undefined | null | false, timeoutMs?: number): Promise<T>;
  stop(): Promise<void>;
}

export interface Phone {
  readonly number: string;
  readonly lid: string;
  readonly messages: PhoneMessage[];
  readonly sent: {
    providerId: string;
    to: string;
    text: string | null;
    kind: string;
    deliveredAt: number | null;
    readAt: number | null;
    retries: number;
  }[];
  readonly devices: Map<number, { session: unknown }>;
  readonly chatstates: { from: string; state: string }[];
  online: boolean;
  registered: boolean;
  addressing: 'pn' | 'lid' | 'hidden';
  unreadable: number;
  replyWith: string | null;
  scan(qr: string): Promise<unknown>;
  send(letter: Record<string, unknown>): Promise<string>;
}

export interface PhoneMessage {
  providerId: string;
  from: string;
  kind: string;
  text: string | null;
  file: Buffer | null;
  about: string | null;
  copies: number;
  content: Record<string, unknown>;
}

const folder = join(import.meta.dirname, '../../standins/whatsapp');

/** The stand-in is a package of its own; without it these tests are skipped. */
export const hasStandin = existsSync(join(folder, 'index.ts'));

export async function whatsApp(certificates: string): Promise<WhatsApp & { certificatePath: string }> {
  // The stand-in's libsignal prints its sessions.
  for (const name of ['log', 'info', 'warn', 'error'] as const) console[name] = () => undefined;
  await mendPhones();
  const { startWhatsApp, certificateIn } = await import(/* @vite-ignore */ join(folder, 'index.ts'));
  const certificate = certificateIn(certificates);
  const world = await startWhatsApp({ certificate, settings: { deliverAfterMs: 5, readAfterMs: 20 } });
  return Object.assign(world, { certificatePath: certificate.path });
}

interface Ratchets {
  _sessions: Record<string, { indexInfo: { used: number } }>;
}

/**
 * libsignal steps each ratchet that it tries, and stores the ones that did not fit with the one that did (see engines/baileys/inbox.ts). A real
 * phone does not; the stand-in's are made of the same library, so they are mended here, for the tests where messages cross.
 */
async function mendPhones(): Promise<void> {
  const { SignalBox } = await import(/* @vite-ignore */ join(folder, 'signal.ts'));
  if (SignalBox.isMended) return;
  SignalBox.isMended = true;
  const { open } = SignalBox.prototype;
  SignalBox.prototype.open = async function (this: { sessions: Map<string, Ratchets> }, peer: string, type: string, body: Buffer) {
    const before = this.sessions.get(peer)?._sessions;
    const opened = await open.call(this, peer, type, body);
    const record = this.sessions.get(peer);
    if (type !== 'msg' || !before || !record) return opened;
    const tried = Object.keys(before).filter((one) => record._sessions[one]?.indexInfo.used === before[one]?.indexInfo.used);
    if (tried.length > 0 && tried.length === Object.keys(record._sessions).length - 1)
      this.sessions.set(peer, {
        ...record,
        _sessions: { ...record._sessions, ...Object.fromEntries(tried.map((one) => [one, before[one]])) },
      } as Ratchets);
    return opened;
  };
}
