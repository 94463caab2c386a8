import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  hmacSign,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { Device } from './device.js';
import type { Hello, Line } from './line.js';
import { bytes, child, first, node, SERVER } from './nodes.js';
import type { Phone } from './phone.js';
import { Refusal } from './refusal.js';
import type { World } from './world.js';

const REFS = 6;
/** How long the first QR can be scanned, and each that follows. */
const FIRST_QR = 60_000;
const NEXT_QR = 20_000;
/** A client answers in one round; a wrong code shows when it does. */
const ANSWER_TIMEOUT = 15_000;

/** What a phone can link: by what it reads off a QR, or by a code. */
export interface Linkable {
  /** Whether a phone can read this one off it now. */
  shows(ref: string): boolean;
  /** The number that asked for a code, if one did. */
  readonly wantsCodeFor: string | undefined;
  scanned(phone: Phone, secret: Buffer, identity: Buffer): Promise<void>;
  typed(phone: Phone, code: string): Promise<void>;
}

/** A client without an account: it shows a QR, or asks for a code, until a phone links it. */
export class Registration implements Linkable {
  private readonly refs = Array.from({ length: REFS }, () => `2@${randomBytes(48).toString('base64').replaceAll(',', '')}`);
  private readonly shownAt: number;
  private readonly data: proto.ClientPayload.IDevicePairingRegistrationData;
  private code: { number: string; ref: Buffer; wrapped: Buffer } | null = null;
  private hasCompleted: ((payload: BinaryNode) => void) | null = null;

  constructor(
    private readonly world: World,
    private readonly line: Line,
    private readonly hello: Hello,
  ) {
    this.shownAt = world.now();
    this.data = hello.payload.devicePairingData as proto.ClientPayload.IDevicePairingRegistrationData;
    line.onNode = (received) => this.take(received);
    line.onClose = () => this.world.registrations.delete(this);
    const list = this.refs.map((ref) => node('ref', {}, Buffer.from(ref)));
    line.send(node('iq', { from: SERVER, type: 'set', id: world.stanzaId(), xmlns: 'md' }, [node('pair-device', {}, list)]));
  }

  /** Each QR's time begins when the one before it ends; what the client's clock lags behind is forgiven, up to half a QR's time. */
  shows(ref: string): boolean {
    const place = this.refs.indexOf(ref);
    const each = this.world.settings.qrLifetimeMs;
    const until = each ? (place + 1.5) * each : FIRST_QR + (place + 0.5) * NEXT_QR;
    return place >= 0 && this.world.now() < this.shownAt + until;
  }

  /** The number that asked for a code, if one did. */
  get wantsCodeFor(): string | undefined {
    return this.code?.number;
  }

  /** A phone that scanned the QR: what it read is all it needs. */
  async scanned(phone: Phone, secret: Buffer, identity: Buffer) {
    if (!identity.equals(Buffer.from(this.data.eIdent as Uint8Array)))
      throw new Refusal('illegal-state', 'That QR is not from this session.');
    await this.link(phone, secret);
  }

  /** A phone whose owner typed the code. */
  async typed(phone: Phone, code: string) {
    if (!this.code) throw new Refusal('illegal-state', 'The session shows no code.');
    const { ref, wrapped } = this.code;
    const theirs = aesDecryptCTR(
      wrapped.subarray(48, 80),
      await derivePairingCodeKey(code, wrapped.subarray(0, 32)),
      wrapped.subarray(32, 48),
    );
    const ours = Curve.generateKeyPair();
    const [salt, iv] = [randomBytes(32), randomBytes(16)];
    const ciphered = aesEncryptCTR(ours.public, await derivePairingCodeKey(code, salt), iv);
    const answer = new Promise<BinaryNode>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Refusal('illegal-state', 'The session did not answer.')), ANSWER_TIMEOUT);
      this.hasCompleted = (payload) => {
        clearTimeout(timer);
        resolve(payload);
      };
    });
    this.line.send(
      node('notification', { from: SERVER, type: 'link_code_companion_reg', id: this.world.stanzaId(), t: this.world.seconds() }, [
        node('link_code_companion_reg', { stage: 'primary_hello' }, [
          node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, Buffer.concat([salt, iv, ciphered])),
          node('primary_identity_pub', {}, phone.box.identity.public),
          node('link_code_pairing_ref', {}, ref),
        ]),
      ]),
    );
    const reply = await answer;
    await this.link(phone, this.unwrap(phone, reply, Curve.sharedKey(ours.private, theirs)));
  }

  /** The secret that both sides of a code come to. With the wrong code the bundle does not open. */
  private unwrap(phone: Phone, reply: BinaryNode, shared: Buffer): Buffer {
    const wrapped = bytes(child(reply, 'link_code_pairing_wrapped_key_bundle'));
    const key = Buffer.from(hkdf(shared, 32, { salt: wrapped.subarray(0, 32), info: 'link_code_pairing_key_bundle_encryption_key' }));
    let bundle: Buffer;
    try {
      bundle = aesDecryptGCM(wrapped.subarray(44), key, wrapped.subarray(32, 44), Buffer.alloc(0));
    } catch {
      throw new Refusal('illegal-state', 'The code is wrong.');
    }
    const identity = bundle.subarray(0, 32);
    const random = bundle.subarray(64, 96);
    const secret = Buffer.concat([shared, Curve.sharedKey(phone.box.identity.private, identity), random]);
    return Buffer.from(hkdf(secret, 32, { info: 'adv_secret' }));
  }

  private async link(phone: Phone, secret: Buffer) {
    const { data, world } = this;
    const identity = Buffer.from(data.eIdent as Uint8Array);
    const number = (value: Uint8Array | null | undefined) => Buffer.from(value ?? []).readUIntBE(0, value?.length ?? 0);
    const properties = proto.DeviceProps.decode(data.deviceProps as Uint8Array);
    const device = new Device(
      phone,
      phone.nextDeviceId(),
      this.hello.clientKey,
      identity,
      number(data.eRegid),
      { id: number(data.eSkeyId), key: data.eSkeyVal as Uint8Array, signature: data.eSkeySig as Uint8Array },
      properties.historySyncConfig?.inlineInitialPayloadInE2EeMsg === true,
    );

    const details = proto.ADVDeviceIdentity.encode({
      rawId: randomBytes(4).readUInt32BE(0),
      timestamp: Number(world.seconds()),
      keyIndex: device.id,
    }).finish();
    const accountSignatureKey = phone.box.identity.public;
    const accountSignature = Curve.sign(phone.box.identity.private, Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, identity]));
    const signed = proto.ADVSignedDeviceIdentity.encode({ details, accountSignatureKey, accountSignature }).finish();
    const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac: hmacSign(signed, secret) }).finish();
    const done = new Promise<void>((resolve, reject) => {
      setTimeout(() => reject(new Refusal('illegal-state', 'The session did not answer.')), ANSWER_TIMEOUT).unref();
      this.onSigned = (reply) => {
        const given = proto.ADVSignedDeviceIdentity.decode(bytes(child(child(reply, 'pair-device-sign'), 'device-identity')));
        const whole = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, identity, accountSignatureKey]);
        if (Curve.verify(identity, whole, given.deviceSignature as Uint8Array)) resolve();
        else reject(new Refusal('illegal-state', 'The session signed wrongly.'));
      };
      this.line.onClose = () => {
        this.world.registrations.delete(this);
        reject(new Refusal('illegal-state', 'The session went away.'));
      };
    });
    this.line.send(
      node('iq', { from: SERVER, type: 'set', id: world.stanzaId(), xmlns: 'md' }, [
        node('pair-success', {}, [
          node('device-identity', {}, sealed),
          node('biz', { name: phone.name }),
          node('device', { jid: device.jid, lid: device.lid }),
          node('platform', { name: 'android' }),
        ]),
      ]),
    );
    await done;
    phone.devices.set(device.id, device);
    world.registrations.delete(this);
    world.linked();
    this.line.end(node('stream:error', { code: '515' }));
  }

  private onSigned: (reply: BinaryNode) => void = () => {};

  private take(received: BinaryNode) {
    if (received.tag !== 'iq') return;
    const inner = first(received);
    if (inner?.tag === 'pair-device-sign') {
      this.onSigned(received);
      return;
    }
    if (inner?.tag === 'link_code_companion_reg') {
      const result = (content?: BinaryNode[]) =>
        this.line.send(node('iq', { from: SERVER, type: 'result', id: received.attrs.id }, content));
      if (inner.attrs.stage === 'companion_hello') {
        const ref = randomBytes(16);
        const wrapped = bytes(child(inner, 'link_code_pairing_wrapped_companion_ephemeral_pub'));
        this.code = { number: (inner.attrs.jid as string).split('@')[0] as string, ref, wrapped };
        result([node('link_code_companion_reg', { stage: 'companion_hello' }, [node('link_code_pairing_ref', {}, ref)])]);
        this.world.changed();
      } else {
        result();
        this.hasCompleted?.(inner);
      }
      return;
    }
    if (received.attrs.type !== 'result') this.line.send(node('iq', { from: SERVER, type: 'result', id: received.attrs.id }));
  }
}
