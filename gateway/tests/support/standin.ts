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
  const { startWhatsApp, certificateIn } = await import(/* @vite-ignore */ join(folder, 'index.ts'));
  const certificate = certificateIn(certificates);
  const world = await startWhatsApp({ certificate, settings: { deliverAfterMs: 5, readAfterMs: 20 } });
  return Object.assign(world, { certificatePath: certificate.path });
}
