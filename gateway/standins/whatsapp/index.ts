import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import { PageHost } from '../web/host.js';
import { type Certificate, makeCertificate } from './certificate.js';
import { control } from './control.js';
import { Line } from './line.js';
import { MediaHost } from './media.js';
import { makeServerIdentity } from './noise.js';
import { loadWorld, saveWorld } from './store.js';
import { World } from './world.js';

export { type Certificate, certificateIn, makeCertificate } from './certificate.js';
export type { Device } from './device.js';
export type { Letter, PhoneFile } from './letters.js';
export type { PhoneMessage, SentMessage } from './messages.js';
export type { Phone } from './phone.js';
export { Refusal } from './refusal.js';
export type { WorldSettings } from './settings.js';
export type { FaultKind, World } from './world.js';

export interface Options {
  /** 0 takes a free one. */
  port?: number;
  mediaPort?: number;
  /** Of the page that stands for web.whatsapp.com. */
  pagePort?: number;
  address?: string;
  /** For the media host, which libraries reach by HTTPS only. */
  certificate?: Certificate;
  /** When set, the control API wants it as a bearer. */
  token?: string;
  /** A file that keeps the phones and what is linked to them; written when a session is linked or unlinked, and at the end. */
  file?: string;
  /** Gets every node that goes in or out. */
  trace?: (direction: 'in' | 'out', node: BinaryNode) => void;
  settings?: Partial<import('./settings.js').WorldSettings>;
}

export interface WhatsApp extends World {
  /** For the libraries' `waWebSocketUrl`. */
  readonly socketUrl: string;
  /** `host:port` of what stands for web.whatsapp.com, for the browser's rules of names. */
  readonly pageHost: string;
  /** Where the control API is. */
  readonly controlUrl: string;
  readonly certificate: Certificate;
  stop(): Promise<void>;
}

/** Starts a WhatsApp of our own on loopback. */
export async function startWhatsApp(options: Options = {}): Promise<WhatsApp> {
  const address = options.address ?? '127.0.0.1';
  const certificate = options.certificate ?? makeCertificate();
  const media = new MediaHost(certificate);
  await media.listen(options.mediaPort ?? 0, address);
  const world = new World(media);
  Object.assign(world.settings, options.settings);

  const { file } = options;
  if (file) {
    loadWorld(world, file);
    world.onLinks(() => saveWorld(world, file));
  }

  const page = new PageHost(world, certificate);
  await page.listen(options.pagePort ?? 0, address);
  const identity = makeServerIdentity();
  const sockets = new WebSocketServer({ noServer: true });
  const lines = new Set<Line>();
  const server = createServer(control(world, options.token));
  server.on('upgrade', (request, socket, head) => {
    if (world.unavailableUntil > world.now()) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (world.settings.dropHandshakes) return;
      const line = new Line(webSocket, identity);
      lines.add(line);
      webSocket.once('close', () => lines.delete(line));
      line.onHello = (hello) => world.open(line, hello);
      line.onTrace = options.trace ?? null;
      line.onError = (error) => world.failed(error);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, address, resolve);
  });
  const port = (server.address() as AddressInfo).port;

  return Object.assign(world, {
    socketUrl: `ws://${address}:${port}/ws/chat`,
    pageHost: `${address}:${page.port}`,
    controlUrl: `http://${address}:${port}`,
    certificate,
    stop: async () => {
      if (file) saveWorld(world, file);
      world.close();
      for (const line of lines) line.cut();
      for (const socket of sockets.clients) socket.terminate();
      page.close();
      media.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
