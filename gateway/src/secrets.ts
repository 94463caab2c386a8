import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what a session keeps: AES-256-GCM with a key of the session's own, bound to the name under which it is stored. */
export class SessionSecrets {
  readonly #key: Buffer;
  readonly #session: string;

  constructor(key: Buffer, session: string) {
    this.#session = session;
    this.#key = Buffer.from(hkdfSync('sha256', key, '', `parley gateway session ${session}`, 32));
  }

  /** Version (1 byte), nonce (12), tag (16), ciphertext. */
  seal(name: string, plain: Buffer): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#bound(name));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws for what another session, another name or another key sealed. */
  open(name: string, sealed: Buffer): Buffer {
    if (sealed[0] !== 1 || sealed.length < 29) throw new Error('This is nothing that was sealed here.');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(1, 13), { authTagLength: 16 });
    decipher.setAAD(this.#bound(name)).setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
  }

  #bound(name: string): Buffer {
    return Buffer.from(`${this.#session}\0${name}`);
  }
}
