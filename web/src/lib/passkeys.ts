/** Why the browser gave no passkey: the person closed its window or waited too long; this device has one already; anything else. */
export type PasskeyProblem = 'cancelled' | 'known' | 'refused';

export class PasskeyFailure extends Error {
  constructor(readonly why: PasskeyProblem) {
    super(why);
    this.name = 'PasskeyFailure';
  }
}

/** Whether passkeys can be made and shown here. Browsers allow them over https and on localhost, and older ones cannot read the server's JSON. */
export function passkeysWork(): boolean {
  return typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function';
}

/** Makes a passkey on this device. @param options of POST /api/auth/passkeys/options */
export function makePasskey(options: unknown): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  return asJson(navigator.credentials.create({ publicKey }));
}

/** Lets the person choose one of their passkeys. @param options of POST /api/auth/passkey-login/options */
export function showPasskey(options: unknown): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return asJson(navigator.credentials.get({ publicKey }));
}

async function asJson(asked: Promise<Credential | null>): Promise<Record<string, unknown>> {
  try {
    const credential = await asked;
    if (credential) return (credential as PublicKeyCredential).toJSON() as Record<string, unknown>;
  } catch (cause) {
    throw new PasskeyFailure(whyOf(cause));
  }
  throw new PasskeyFailure('cancelled');
}

/** Browsers say little on purpose: "not allowed" is a closed window, a time that ran out, or no passkey at all. */
export function whyOf(cause: unknown): PasskeyProblem {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'known' : 'refused';
}
