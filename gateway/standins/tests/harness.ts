import { initAuthCreds, makeWASocket, type UserFacingSocketConfig } from '@whiskeysockets/baileys';
import { afterEach, beforeEach } from 'vitest';
import { certificateIn, startWhatsApp, type WhatsApp } from '../whatsapp/index.js';
import { Client, Keys } from './client.js';

export const seven = { makeWASocket, initAuthCreds };

/** A world per test; what was opened in a test is closed after it. */
export function inAWorld(library: typeof seven = seven) {
  const clients: Client[] = [];
  const open = {
    world: undefined as unknown as WhatsApp,
    connect(auth: Keys = new Keys(library), options: Partial<UserFacingSocketConfig> = {}) {
      const client = new Client(open.world.socketUrl, auth, library, options);
      clients.push(client);
      return client;
    },
    /** A session of that number, linked and connected. */
    async linked(number: string, options: Partial<UserFacingSocketConfig> = {}) {
      // Many at once in one process take their time: each makes 812 keys.
      const patience = 90_000;
      const first = open.connect(undefined, options);
      await open.world.phone(number).scan(await first.qr(patience));
      await first.closed(patience);
      const client = open.connect(first.auth, options);
      await client.opened(patience);
      // Keys and history of its phone have come; one that goes before waits 20 s for them at the next login.
      const { creds } = client.auth;
      await client.until(() => creds.myAppStateKeyId && (library !== seven || creds.accountSyncCounter > 0), patience);
      return client;
    },
  };
  beforeEach(async () => {
    open.world = await startWhatsApp({
      certificate: certificateIn(process.env.STANDIN_CERTIFICATE as string),
      settings: { deliverAfterMs: 5, readAfterMs: 20 },
    });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.end();
    await open.world.stop();
  });
  return open;
}
