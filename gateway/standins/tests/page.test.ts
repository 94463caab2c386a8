// The page's server without a browser: what it says on its socket and over HTTPS. The page itself is tried with the real library in a real Chromium by the gateway's tests.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PageMessage } from '../web/models.js';
import { certificateIn, startWhatsApp, type WhatsApp } from '../whatsapp/index.js';

const shop = '5511900000001';
const ana = '5511900000002';

type Said = Record<string, unknown> & { message?: PageMessage; linked?: object; welcome?: { messages: PageMessage[] } };

/** A page's side of the socket. */
class Page {
  readonly heard: Said[] = [];
  closed = false;
  private readonly socket: WebSocket;
  private readonly bells = new Set<() => void>();

  constructor(host: string, hello: object | null) {
    this.socket = new WebSocket(`wss://${host}/ws/chat`);
    this.socket.on('open', () => this.say({ hello }));
    this.socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString())));
    this.socket.on('close', () => {
      this.closed = true;
    });
    this.socket.on('error', () => undefined);
    const ring = () => {
      for (const bell of this.bells) bell();
    };
    this.socket.on('message', ring).on('close', ring);
  }

  say(said: object) {
    this.socket.send(JSON.stringify(said));
  }

  until<T>(found: () => T | undefined | false, ms = 10_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not heard: ${found} in ${JSON.stringify(this.heard)}`)), ms);
      const look = () => {
        const value = found();
        if (!value) return;
        clearTimeout(timer);
        this.bells.delete(look);
        resolve(value);
      };
      this.bells.add(look);
      look();
    });
  }

  hears(name: string): Promise<Said> {
    return this.until(() => this.heard.find((said) => said[name] !== undefined));
  }

  end() {
    this.socket.terminate();
  }
}

let world: WhatsApp;
const pages: Page[] = [];
const open = (hello: object | null) => {
  const page = new Page(world.pageHost.replace('127.0.0.1', 'localhost'), hello);
  pages.push(page);
  return page;
};
const qrOf = (ref: unknown) =>
  `${ref},${['static', 'identity', 'secret'].map((word) => Buffer.from(word).toString('base64')).join()},UNKNOWN`;

async function linked() {
  const first = open(null);
  await world.phone(shop).scan(qrOf((await first.hears('ref')).ref));
  const login = (await first.hears('linked')).linked as object;
  const page = open(login);
  await page.hears('welcome');
  return { page, login };
}

beforeEach(async () => {
  world = await startWhatsApp({
    certificate: certificateIn(process.env.STANDIN_CERTIFICATE as string),
    settings: { deliverAfterMs: 5, readAfterMs: 20 },
  });
});
afterEach(async () => {
  expect(world.failures).toEqual([]);
  for (const page of pages.splice(0)) page.end();
  await world.stop();
});

describe('linking a page', () => {
  it('takes the QR that is shown and none of before, and rests after the last', async () => {
    Object.assign(world.settings, { pageQrMs: 100, pageQrs: 2 });
    const page = open(null);
    const refs = () => page.heard.filter((said) => said.ref).map((said) => said.ref);
    await page.until(() => refs().length === 2);
    await expect(world.phone(shop).scan(qrOf(refs()[0]))).rejects.toThrow('No session shows that QR.');
    await page.hears('idle');
    await expect(world.phone(shop).scan(qrOf(refs()[1]))).rejects.toThrow('No session shows that QR.');
    page.say({ refresh: true });
    await page.until(() => refs().length === 3);
    await world.phone(shop).scan(qrOf(refs()[2]));
    expect((await page.hears('linked')).linked).toMatchObject({ number: shop, id: 1 });
  });

  it('takes a code for the phone that it is for', async () => {
    const page = open(null);
    await page.hears('ref');
    page.say({ code: shop, ask: 7 });
    const { code, answer } = await page.hears('code');
    expect(answer).toBe(7);
    await expect(world.phone(ana).scan(code as string)).rejects.toThrow('another number');
    await expect(world.phone(shop).scan('AAAA-AAAA')).rejects.toThrow('wrong');
    await world.phone(shop).scan(code as string);
    await page.hears('linked');
  });

  it('asks for the secret of the login at each that follows', async () => {
    const { login } = await linked();
    const thief = open({ ...login, token: 'guessed' });
    expect(await thief.hears('logout')).toBeTruthy();
    expect(thief.heard.some((said) => said.welcome)).toBe(false);
  });
});

describe('a linked page', () => {
  it('sends to phones, and hears how far it is', async () => {
    const { page } = await linked();
    page.say({ send: { id: '3EB0A', chat: `${ana}@c.us`, type: 'chat', body: 'Good morning', t: 1, ack: 0 } });
    await page.until(() => page.heard.some((said) => said.id === '3EB0A' && said.ack === 1));
    await page.until(() => page.heard.some((said) => said.id === '3EB0A' && said.ack === 3));
    expect(world.phone(ana).messages).toMatchObject([{ providerId: '3EB0A', from: shop, text: 'Good morning', copies: 1 }]);
    expect(world.phone(shop).sent).toMatchObject([{ providerId: '3EB0A', to: ana, bySession: true }]);
  });

  it('hears what is written to its phone and by its phone, now and at the next login', async () => {
    const { page, login } = await linked();
    const id = await world.phone(ana).send({ to: shop, text: 'Open?' });
    expect((await page.hears('message')).message).toMatchObject({ id, fromMe: false, chat: `${ana}@c.us`, body: 'Open?' });
    page.end();
    const own = await world.phone(shop).send({ to: ana, text: 'Yes' });
    const again = open(login);
    const { messages } = (await again.hears('welcome')).welcome as { messages: PageMessage[] };
    expect(messages.map((message) => [message.id, message.fromMe])).toEqual([
      [id, false],
      [own, true],
    ]);
    again.say({ seen: [id] });
    await world.until(() => world.phone(ana).sent[0]?.readAt);
  });

  it('hears votes in the polls that it shows', async () => {
    const { page } = await linked();
    const pollOptions = ['Morning', 'Evening'].map((name, localId) => ({ name, localId }));
    const messageSecret = randomBytes(32).toString('base64');
    const send = { id: '3EB0E', chat: `${ana}@c.us`, type: 'poll_creation', pollName: 'When?', pollOptions, messageSecret, t: 1, ack: 0 };
    page.say({ send });
    await world.until(() => world.phone(ana).messages[0]);
    const id = await world.phone(ana).send({ to: shop, vote: { poll: '3EB0E', options: ['Evening'] } });
    expect((await page.hears('vote')).vote).toMatchObject({
      id,
      fromMe: false,
      chat: `${ana}@c.us`,
      parent: { id: '3EB0E', fromMe: true },
      options: [1],
    });
  });

  it('gives and takes files', async () => {
    const { page } = await linked();
    const bytes = randomBytes(500);
    const host = `https://${world.pageHost.replace('127.0.0.1', 'localhost')}`;
    const file = (await (await fetch(`${host}/upload?type=image`, { method: 'POST', body: bytes })).json()) as Record<string, string>;
    page.say({ send: { id: '3EB0B', chat: `${ana}@c.us`, type: 'image', mimetype: 'image/png', size: 500, t: 1, ack: 0, ...file } });
    const shown = await world.until(() => world.phone(ana).messages[0]);
    expect(shown.file?.equals(bytes)).toBe(true);
    const body = JSON.stringify({ type: 'image', directPath: file.directPath, mediaKey: file.mediaKey });
    expect(Buffer.from(await (await fetch(`${host}/download`, { method: 'POST', body })).arrayBuffer()).equals(bytes)).toBe(true);
    world.media.refusesDownloads = true;
    expect((await fetch(`${host}/download`, { method: 'POST', body })).status).toBe(404);
    world.media.refusesUploads = true;
    expect((await fetch(`${host}/upload?type=image`, { method: 'POST', body: bytes })).status).toBe(507);
  });

  it('meets the world’s faults in its own words', async () => {
    const { page, login } = await linked();
    world.settings.transientFailureRate = 1;
    page.say({ send: { id: '3EB0C', chat: `${ana}@c.us`, type: 'chat', body: 'x', t: 1, ack: 0 } });
    await page.until(() => page.heard.some((said) => said.id === '3EB0C' && said.ack === -1));
    world.settings.transientFailureRate = 0;
    world.fault(shop, 'disconnect');
    await page.until(() => page.closed);
    const second = open(login);
    await second.hears('welcome');
    const third = open(login);
    expect(await second.hears('state')).toMatchObject({ state: 'CONFLICT' });
    await third.hears('welcome');
    world.fault(shop, 'ban');
    expect(await third.hears('state')).toMatchObject({ state: 'TOS_BLOCK' });
    world.phone(shop).bannedUntil = 0;
    const fourth = open(login);
    await fourth.hears('welcome');
    world.fault(shop, 'logout');
    await fourth.hears('logout');
    expect(world.phone(shop).devices.size).toBe(0);
  });

  it('hears nothing while it is frozen, and all of it after', async () => {
    const { page } = await linked();
    world.fault(shop, 'freeze', { forMs: 500 });
    await world.phone(ana).send({ to: shop, text: 'Hello?' });
    expect(page.heard.some((said) => said.message)).toBe(false);
    expect((await page.hears('message')).message).toMatchObject({ body: 'Hello?' });
  });

  it('hears what another page writes to it', async () => {
    const { page } = await linked();
    const other = '5511900000003';
    const first = open(null);
    await world.phone(other).scan(qrOf((await first.hears('ref')).ref));
    const second = open((await first.hears('linked')).linked as object);
    await second.hears('welcome');
    page.say({ send: { id: '3EB0D', chat: `${other}@c.us`, type: 'chat', body: 'From shop to shop', t: 1, ack: 0 } });
    expect((await second.hears('message')).message).toMatchObject({ id: '3EB0D', chat: `${shop}@c.us`, body: 'From shop to shop' });
  });
});
