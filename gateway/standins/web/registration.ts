import { randomBytes, randomInt } from 'node:crypto';
import type { Phone } from '../whatsapp/phone.js';
import { Refusal } from '../whatsapp/refusal.js';
import type { Linkable } from '../whatsapp/registration.js';
import type { World } from '../whatsapp/world.js';
import { PageDevice } from './device.js';
import type { PageLine } from './line.js';

/** What codes are made of: no letter or digit that looks like another. */
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTVWXYZ';

/** A page without a login: it shows one QR after the other, and rests after the last; or a code, when its library asks for one. */
export class PageRegistration implements Linkable {
  private ref: string | null = null;
  private shown = 0;
  private code: { number: string; text: string } | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly world: World,
    private readonly line: PageLine,
  ) {
    this.next();
  }

  /** Only the newest: a page knows by itself how long it shows each. */
  shows(ref: string): boolean {
    return ref === this.ref;
  }

  get wantsCodeFor(): string | undefined {
    return this.code?.number;
  }

  /** The next QR, or, after the last, none. */
  private next = () => {
    const { pageQrMs, pageQrs } = this.world.settings;
    if (this.shown++ >= pageQrs) {
      this.ref = null;
      this.line.send({ idle: true });
    } else {
      this.ref = `2@${randomBytes(48).toString('base64').replaceAll(',', '')}`;
      this.line.send({ ref: this.ref });
      this.timer = setTimeout(this.next, pageQrMs);
    }
    this.world.changed();
  };

  /** The page wants QRs again. */
  refresh() {
    clearTimeout(this.timer);
    this.shown = 0;
    this.next();
  }

  codeFor(number: string): string {
    clearTimeout(this.timer);
    const text = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    this.code = { number, text };
    this.world.changed();
    return text;
  }

  async scanned(phone: Phone): Promise<void> {
    this.link(phone);
  }

  async typed(phone: Phone, code: string): Promise<void> {
    if (this.code?.text !== code) throw new Refusal('illegal-state', 'The code is wrong.');
    this.link(phone);
  }

  close() {
    clearTimeout(this.timer);
    this.world.registrations.delete(this);
    this.world.changed();
  }

  private link(phone: Phone) {
    this.close();
    const device = new PageDevice(phone, phone.nextDeviceId());
    phone.devices.set(device.id, device);
    this.line.send({ linked: { number: phone.number, id: device.id, token: device.token } });
    this.world.linked();
  }
}
