/** How the world behaves. Rates go from 0 (never) to 1 (always), times are milliseconds. */
export interface WorldSettings {
  /** The same seed gives every message the same fate again. */
  seed: number;
  /** Before every answer of the server. */
  latencyMs: number;
  /** From taking a message to acknowledging it, on top of the latency. */
  ackDelayMs: number;
  /** From taken to delivered. */
  deliverAfterMs: number;
  /** From delivered to read; a voice message is played as much later again. */
  readAfterMs: number;
  /** Share of messages that are read at all. */
  readRate: number;
  /** Share of messages that are taken and delivered, and never acknowledged. 1 drops all. */
  dropAckRate: number;
  /** Share of messages that are refused with an error and go nowhere. */
  transientFailureRate: number;
  /** Share of messages without an answer; half of them reach the phone, half do not. */
  unknownRate: number;
  /** Share of numbers without an account. */
  unregisteredRate: number;
  /** Share of receipts that never come. */
  lostReceiptRate: number;
  /** Share of messages and receipts to sessions that come twice. */
  duplicateEventRate: number;
  /** Share of messages whose read receipt comes before the delivered one. */
  reorderRate: number;
  /** How long each QR of a session can be scanned, one after the other; 0 for WhatsApp's own times, 60 seconds for the first and 20 for the rest. */
  qrLifetimeMs: number;
  /** Look-ups of devices and of numbers are never answered. */
  dropLookups: boolean;
  /** Sockets open and the handshake is never answered. */
  dropHandshakes: boolean;
  /** What a message to a number without an account gets: an acknowledgement like any other and silence, or an error. */
  unregisteredAck: 'silent' | 'error';
  /** How long the page shows each of its QRs, and how many before it rests. */
  pageQrMs: number;
  pageQrs: number;
}

export const DEFAULTS: WorldSettings = {
  seed: 1,
  latencyMs: 0,
  ackDelayMs: 0,
  deliverAfterMs: 100,
  readAfterMs: 1000,
  readRate: 1,
  dropAckRate: 0,
  transientFailureRate: 0,
  unknownRate: 0,
  unregisteredRate: 0,
  lostReceiptRate: 0,
  duplicateEventRate: 0,
  reorderRate: 0,
  qrLifetimeMs: 0,
  dropLookups: false,
  dropHandshakes: false,
  unregisteredAck: 'silent',
  pageQrMs: 20_000,
  pageQrs: 6,
};

/** What can be different for one session. */
export type SessionSettings = Pick<
  WorldSettings,
  'latencyMs' | 'ackDelayMs' | 'dropAckRate' | 'lostReceiptRate' | 'dropLookups' | 'duplicateEventRate'
>;
