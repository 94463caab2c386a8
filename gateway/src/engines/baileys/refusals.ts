import type { Closing } from '../../engine.ts';
import type { Reason } from '../../reasons.ts';
import type { Outcome } from '../../wire.ts';

/** What the network's error in the acknowledgement of a message means. WhatsApp documents none of them; the meanings are those that its own clients act on. */
const refusals: Record<string, { reason: Reason; fault: 'recipient' | 'sender' | 'content' } | { reason: Reason; afterMs: number }> = {
  '400': { reason: 'content-refused', fault: 'content' },
  '401': { reason: 'sender-logged-out', fault: 'sender' },
  '402': { reason: 'sender-banned', fault: 'sender' },
  '403': { reason: 'recipient-blocked-us', fault: 'recipient' },
  '404': { reason: 'recipient-not-on-whatsapp', fault: 'recipient' },
  '405': { reason: 'content-not-supported', fault: 'content' },
  '406': { reason: 'content-refused', fault: 'content' },
  '413': { reason: 'content-refused', fault: 'content' },
  '415': { reason: 'content-refused', fault: 'content' },
  '420': { reason: 'rate-limited', afterMs: 60_000 },
  '421': { reason: 'content-refused', fault: 'content' },
  '429': { reason: 'rate-limited', afterMs: 60_000 },
  // New chats are not allowed to this number for now (no privacy token of the recipient); trying again makes it worse.
  '463': { reason: 'sender-restricted', fault: 'sender' },
  '475': { reason: 'sender-restricted', fault: 'sender' },
  // The list of the recipient's devices was out of date; it is asked for anew with the next try.
  '479': { reason: 'network-failure', afterMs: 5_000 },
  '408': { reason: 'network-failure', afterMs: 5_000 },
};

export function refusal(error: string): Outcome {
  // From 500 on it is the network's own trouble.
  const known = refusals[error] ?? (Number(error) >= 500 ? { reason: 'network-failure' as const, afterMs: 5_000 } : undefined);
  const raw = `ack error ${error}`;
  if (!known) return { outcome: 'refused', reason: 'content-refused', fault: 'content', raw };
  return 'fault' in known ? { outcome: 'refused', ...known, raw } : { outcome: 'retry', ...known, raw };
}

/** What the end of a connection means. */
export function closing(code: number | undefined, raw: string, phase: 'connecting' | 'qr' | 'open'): Closing {
  switch (code) {
    case 515:
      return { kind: 'again' };
    case 401:
      return { kind: 'logged-out', raw };
    case 402:
    case 403:
    case 406:
      return { kind: 'banned', raw };
    case 440:
      return { kind: 'lost', reason: 'sender-replaced', raw };
    // WhatsApp takes this version of its web client no longer: BAILEYS_VERSION, or a newer library.
    case 405:
    case 409:
    case 411:
      return { kind: 'lost', reason: 'start-failed', raw };
    case 408:
      return phase === 'qr' ? { kind: 'qr-ended' } : { kind: 'lost', reason: 'connection-lost', raw };
    case 428:
      return { kind: 'lost', reason: 'connection-lost', raw };
    default:
      return { kind: 'lost', reason: phase === 'open' ? 'connection-lost' : 'network-failure', raw };
  }
}

/** Codes with which WhatsApp refuses the version that the library says it is. */
export const versionCodes = new Set([405, 409]);
