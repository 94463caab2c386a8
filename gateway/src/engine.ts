import type { Readable } from 'node:stream';
import type { Reason } from './reasons.ts';
import type { EventDraft, Outcome, Outgoing } from './wire.ts';

/** A library that speaks to WhatsApp. It knows one connection at a time; when to connect, to give up and to tell is the session's affair. */
export interface Engine {
  /** `baileys`, `webjs`. */
  readonly name: string;
  readonly library: { name: string; version: string };

  /** Begins one connection of a session. What becomes of it comes to the listener, never before this returns, and ends with `closed`, always and once. */
  connect(session: EngineSession, listener: Listener): Connection;

  /** Forgets the login of a session that is not connected, and gives it up at the network where that can be reached. */
  forget(session: EngineSession): Promise<void>;

  /** The session's login as bytes, for another machine; null when it has none. */
  exportLogin(session: EngineSession): Promise<Buffer | null>;
  /** Puts an exported login in the place of what the session has. */
  importLogin(session: EngineSession, login: Buffer): Promise<void>;

  /** Takes over the session under the fence: false when another holder has a newer one. */
  claim(session: string, fence: number): Promise<boolean>;

  /** Why the engine cannot work at the moment, as a slug; null when it can. */
  problem(): string | null;

  close(): Promise<void>;
}

export interface EngineSession {
  readonly id: string;
  /** The number that may scan the QR, E.164; undefined when any may. */
  readonly phone: string | undefined;
  /** Puts an event into the spool; resolves once it is on the disk. */
  tell(event: EventDraft): Promise<number>;
}

/** Why a connection ended, as far as the session must know. */
export type Closing =
  /** The network asked for a new connection at once (after pairing). */
  | { kind: 'again' }
  /** Nobody scanned the QRs that the network gave; it gives new ones to a new connection. */
  | { kind: 'qr-ended' }
  /** For now: whoever wants it connected starts it again. */
  | { kind: 'lost'; reason: Reason; raw?: string }
  /** For good: the login is gone. */
  | { kind: 'logged-out'; raw?: string }
  | { kind: 'banned'; raw?: string }
  /** We ended it. */
  | { kind: 'ended' };

export interface Listener {
  qr(qr: string, forMs: number): void;
  code(code: string, forMs: number): void;
  /** The QR was scanned, or the code typed; what follows before it is open may take minutes. Told again it changes nothing. */
  scanned(): void;
  open(): void;
  closed(closing: Closing): void;
}

export interface Connection {
  /** Never rejects for what the network did: that is the outcome. Settles by the deadline. */
  send(message: Outgoing, deadlineMs: number): Promise<Outcome>;
  typing(to: string, forMs: number): Promise<void>;
  /** Numbers that the network did not answer for are missing. */
  check(numbers: string[]): Promise<Record<string, boolean>>;
  read(from: string, providerIds: string[]): Promise<void>;
  /** Asks for a code for the phone of that number, E.164. */
  askForCode(phone: string): Promise<void>;
  /** A received file: null when the network keeps it no longer; rejects when it cannot be asked. */
  media(reference: string): Promise<Readable | null>;
  /** Disconnects; with `logout` the login is given up at the network and forgotten here. Resolves when it is done, in any case. */
  end(logout: boolean): Promise<void>;
}
