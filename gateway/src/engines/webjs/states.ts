import type { Closing } from '../../engine.ts';

/** What a state of the page that does not end by itself means for the session; null for one that may pass. */
export function closingOf(state: string, isOpen: boolean): Closing | null {
  switch (state) {
    // Another browser took the login over.
    case 'CONFLICT':
      return { kind: 'lost', reason: 'sender-replaced', raw: state };
    case 'LOGOUT':
      return { kind: 'logged-out', raw: state };
    // A page that was open passes through these when it loads anew, too: the next start is patient enough to find out whether the login is gone.
    case 'UNPAIRED':
      return isOpen ? { kind: 'lost', reason: 'connection-lost', raw: state } : null;
    // The page has shown all of its QRs and waits for somebody to ask for more.
    case 'UNPAIRED_IDLE':
      return isOpen ? { kind: 'lost', reason: 'connection-lost', raw: state } : { kind: 'qr-ended' };
    case 'TOS_BLOCK':
    case 'SMB_TOS_BLOCK':
      return { kind: 'banned', raw: state };
    case 'PROXYBLOCK':
      return { kind: 'lost', reason: 'network-failure', raw: state };
    // WhatsApp takes this page, or this browser, no longer.
    case 'DEPRECATED_VERSION':
      return { kind: 'lost', reason: 'start-failed', raw: state };
    default:
      return null;
  }
}
