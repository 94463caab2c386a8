import { aesDecryptGCM, aesEncryptGCM, Curve, hkdf, type KeyPair, proto, sha256 } from '@whiskeysockets/baileys';

const PATTERN = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0');
const NOTHING = Buffer.alloc(0);

/** What proves a server: its static key, and the chain that says so. */
export interface ServerIdentity {
  keys: KeyPair;
  certificate: Uint8Array;
}

/** The libraries look into the chain (issuer serial 0, both signatures present), so it is a whole one; only its root is ours. */
export function makeServerIdentity(): ServerIdentity {
  const keys = Curve.generateKeyPair();
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const { Details } = proto.CertChain.NoiseCertificate;
  const year = 365 * 24 * 3600;
  const now = Math.floor(Date.now() / 1000);
  const sign = (serial: number, issuerSerial: number, key: Uint8Array, by: KeyPair) => {
    const details = Details.encode({ serial, issuerSerial, key, notBefore: now - year, notAfter: now + year }).finish();
    return { details, signature: Curve.sign(by.private, details) };
  };
  const certificate = proto.CertChain.encode({
    leaf: sign(2, 1, keys.public, intermediate),
    intermediate: sign(1, 0, intermediate.public, root),
  }).finish();
  return { keys, certificate };
}

/** The server's side of Noise XX. One object per connection, used in this order: hello, finish, then seal and open. */
export class NoiseResponder {
  private hash: Buffer = PATTERN;
  private salt: Buffer = PATTERN;
  private key: Buffer = PATTERN;
  private counter = 0;
  private readonly ephemeral = Curve.generateKeyPair();
  private sending: Counted | null = null;
  private receiving: Counted | null = null;

  constructor(
    private readonly identity: ServerIdentity,
    prologue: Uint8Array,
  ) {
    this.authenticate(prologue);
  }

  /** Takes the client's ephemeral key and answers with ours, the static key and the certificate. */
  hello(clientEphemeral: Uint8Array): Uint8Array {
    this.authenticate(clientEphemeral);
    this.authenticate(this.ephemeral.public);
    this.mix(Curve.sharedKey(this.ephemeral.private, clientEphemeral));
    const fixed = this.encrypt(this.identity.keys.public);
    this.mix(Curve.sharedKey(this.identity.keys.private, clientEphemeral));
    const payload = this.encrypt(this.identity.certificate);
    return proto.HandshakeMessage.encode({ serverHello: { ephemeral: this.ephemeral.public, static: fixed, payload } }).finish();
  }

  /** The client's static key and what it wants. */
  finish(fixed: Uint8Array, payload: Uint8Array): { clientKey: Buffer; payload: Buffer } {
    const clientKey = this.decrypt(fixed);
    this.mix(Curve.sharedKey(this.ephemeral.private, clientKey));
    const wanted = this.decrypt(payload);
    const keys = this.expand(NOTHING);
    this.receiving = new Counted(keys[0]);
    this.sending = new Counted(keys[1]);
    return { clientKey, payload: wanted };
  }

  seal(data: Uint8Array): Buffer {
    if (!this.sending) throw new Error('the handshake is not finished');
    return aesEncryptGCM(data, this.sending.key, this.sending.next(), NOTHING);
  }

  open(data: Uint8Array): Buffer {
    if (!this.receiving) throw new Error('the handshake is not finished');
    return aesDecryptGCM(data, this.receiving.key, this.receiving.next(), NOTHING);
  }

  private authenticate(data: Uint8Array) {
    this.hash = sha256(Buffer.concat([this.hash, data]));
  }

  private encrypt(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.key, vector(this.counter++), this.hash);
    this.authenticate(sealed);
    return sealed;
  }

  private decrypt(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.key, vector(this.counter++), this.hash);
    this.authenticate(sealed);
    return plain;
  }

  private mix(secret: Uint8Array) {
    [this.salt, this.key] = this.expand(secret);
    this.counter = 0;
  }

  private expand(secret: Uint8Array): [Buffer, Buffer] {
    const bytes = Buffer.from(hkdf(Buffer.from(secret), 64, { salt: this.salt, info: '' }));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  }
}

class Counted {
  private count = 0;

  constructor(readonly key: Buffer) {}

  next() {
    return vector(this.count++);
  }
}

function vector(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}
