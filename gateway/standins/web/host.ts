import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import type { Certificate } from '../whatsapp/certificate.js';
import type { MediaPart } from '../whatsapp/content.js';
import type { World } from '../whatsapp/world.js';
import { PageDevice } from './device.js';
import { PageLine, type Said } from './line.js';
import { purposeOf } from './models.js';
import { PageRegistration } from './registration.js';
import { PageSession } from './session.js';

const LARGEST = 160 << 20;

/** Stands for web.whatsapp.com: the page, its web socket, and its files. */
export class PageHost {
  private readonly server: Server;
  private readonly lines = new Set<PageLine>();
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST });

  constructor(
    private readonly world: World,
    certificate: Certificate,
  ) {
    this.server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        world.failed(error);
        response.destroy();
      });
    });
    this.server.on('upgrade', (request, socket, head) => {
      if (world.unavailableUntil > world.now()) return socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
        if (!world.settings.dropHandshakes) this.open(new PageLine(webSocket));
      });
    });
  }

  async listen(port: number, address: string) {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, address, resolve);
    });
  }

  get port() {
    return (this.server.address() as AddressInfo).port;
  }

  close() {
    for (const line of this.lines) line.cut();
    this.server.closeAllConnections();
    this.server.close();
  }

  // ---- sockets ----

  private open(line: PageLine) {
    this.lines.add(line);
    line.onClose = () => this.lines.delete(line);
    line.onError = (error) => this.world.failed(error);
    line.onSaid = (said) => this.hello(line, said.hello as { number: string; id: number; token: string } | null);
  }

  private hello(line: PageLine, login: { number: string; id: number; token: string } | null) {
    const closes = (then: () => void) => {
      line.onClose = () => {
        this.lines.delete(line);
        then();
      };
    };
    if (!login) {
      const registration = new PageRegistration(this.world, line);
      this.world.registrations.add(registration);
      this.world.changed();
      closes(() => registration.close());
      line.onSaid = (said: Said) => {
        if (said.refresh) registration.refresh();
        else if (said.code) line.send({ answer: said.ask, code: registration.codeFor(String(said.code).replace(/\D/g, '')) });
      };
      return;
    }
    const { world } = this;
    const phone = world.phone(login.number);
    const device = phone.devices.get(login.id);
    const wait = device?.settings.latencyMs ?? world.settings.latencyMs;
    world.after(wait, () => {
      if (line.closed) return;
      if (phone.bannedUntil > world.now()) return line.send({ state: 'TOS_BLOCK' });
      if (!(device instanceof PageDevice) || device.removed || device.token !== login.token) return line.send({ logout: true });
      if (device.awayUntil > world.now() || device.cutAtLogin) {
        device.cutAtLogin = false;
        return line.cut();
      }
      const session = new PageSession(world, device, line);
      const forget = line.onClose;
      closes(forget);
      if (device.restrictedUntil > world.now()) session.tellRestriction();
    });
  }

  // ---- the page and its files ----

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const { world } = this;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://web.whatsapp.com');
    if (world.unavailableUntil > world.now()) return response.writeHead(503).end();
    if (request.method === 'GET' && pathname === '/')
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageFile('index.html'));
    if (request.method === 'GET' && pathname === '/page.js')
      return response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(pageFile('page.js'));
    if (request.method !== 'POST') return response.writeHead(404).end();
    const body = await bytesOf(request);
    if (pathname === '/upload') {
      if (world.media.refusesUploads) return response.writeHead(507).end();
      world.media.uploads++;
      const { mediaKey, fileSha256, fileEncSha256, directPath, url } = await world.media.seal(
        body,
        purposeOf(searchParams.get('type') ?? ''),
      );
      const text = (bytes: Buffer) => bytes.toString('base64');
      return json(response, { mediaKey: text(mediaKey), filehash: text(fileSha256), encFilehash: text(fileEncSha256), directPath, url });
    }
    if (pathname === '/download') {
      const { type, directPath, mediaKey } = JSON.parse(body.toString()) as { type: string; directPath: string; mediaKey: string };
      const message = { directPath, mediaKey: Buffer.from(mediaKey, 'base64') };
      const part = { purpose: purposeOf(type), message } as unknown as MediaPart;
      const file = world.media.refusesDownloads ? null : await world.media.open(part);
      if (!file) return response.writeHead(404).end();
      world.media.downloads++;
      return response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
    }
    return response.writeHead(404).end();
  }
}

// The page is no part of the build: it stands beside the sources, and the built program finds it there.
function pageFile(name: string): Buffer {
  const beside = ['./page/', '../../web/page/'].map((folder) => fileURLToPath(new URL(folder + name, import.meta.url)));
  return readFileSync(beside.find(existsSync) as string);
}

function json(response: ServerResponse, body: unknown) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > LARGEST) throw new Error('The request is too large.');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
