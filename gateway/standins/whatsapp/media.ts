import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import type { Certificate } from './certificate.js';
import type { MediaPart } from './content.js';

const LARGEST = 120 << 20;
/** Files are kept in memory; the oldest go when they are more than this together. */
const KEPT_BYTES = 512 << 20;

/** The media host: it takes encrypted files and gives them back, and never sees what is inside. */
export class MediaHost {
  readonly token = randomBytes(16).toString('base64url');
  host = '';
  /** Answers every upload with an error while true. */
  refusesUploads = false;
  /** Answers every download with 404 while true, as for a file that has expired. */
  refusesDownloads = false;
  uploads = 0;
  downloads = 0;
  private readonly files = new Map<string, Buffer>();
  private size = 0;
  private readonly server: Server;

  constructor(certificate: Certificate) {
    this.server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => void this.serve(request, response));
  }

  async listen(port: number, address: string) {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, address, resolve);
    });
    this.host = `${address}:${(this.server.address() as AddressInfo).port}`;
  }

  /** The first is where files are fetched; an upload that fails there goes to the next. */
  get hosts() {
    return [this.host, `localhost:${this.port}`];
  }

  get port() {
    return (this.server.address() as AddressInfo).port;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Puts an encrypted file on the shelf, as an upload does. */
  keep(file: Buffer): { url: string; directPath: string } {
    const directPath = `/v/t62.7118-24/${createHash('sha256').update(file).digest('base64url')}`;
    const before = this.files.get(directPath);
    if (!before) {
      this.files.set(directPath, file);
      this.size += file.length;
      for (const [path, old] of this.files) {
        if (this.size <= KEPT_BYTES) break;
        this.files.delete(path);
        this.size -= old.length;
      }
    }
    return { url: `https://${this.host}${directPath}`, directPath };
  }

  /** What a phone does with a file: fetches, checks and decrypts it. */
  async open(part: MediaPart): Promise<Buffer | null> {
    const { mediaKey, directPath, fileSha256, fileEncSha256 } = part.message;
    const file = directPath ? this.files.get(new URL(directPath, 'https://x').pathname) : undefined;
    if (!file || !mediaKey) return null;
    const { iv, cipherKey, macKey } = await getMediaKeys(Buffer.from(mediaKey), part.purpose as MediaType);
    const sealed = file.subarray(0, -10);
    const mac = createHmac('sha256', macKey as Buffer)
      .update(iv)
      .update(sealed)
      .digest()
      .subarray(0, 10);
    if (!mac.equals(file.subarray(-10))) return null;
    if (fileEncSha256?.length && !digest(file).equals(Buffer.from(fileEncSha256))) return null;
    const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    if (fileSha256?.length && !digest(plain).equals(Buffer.from(fileSha256))) return null;
    return plain;
  }

  /** What a phone does before it sends a file. */
  async seal(plain: Buffer, purpose: MediaType) {
    const mediaKey = randomBytes(32);
    const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, purpose);
    const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    const mac = createHmac('sha256', macKey as Buffer)
      .update(iv)
      .update(sealed)
      .digest()
      .subarray(0, 10);
    const file = Buffer.concat([sealed, mac]);
    return { ...this.keep(file), mediaKey, fileSha256: digest(plain), fileEncSha256: digest(file), fileLength: plain.length };
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://x');
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'POST' || request.method === 'PUT') {
      if (searchParams.get('auth') !== this.token) return json(401, { error: 'unauthorized' });
      if (this.refusesUploads) return json(507, { error: 'refused' });
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of request) {
        length += (part as Buffer).length;
        if (length > LARGEST) return json(413, { error: 'too large' });
        parts.push(part as Buffer);
      }
      const file = Buffer.concat(parts);
      // 6.7.24 may read its file before it has written all of it; the network refuses what is not what was announced.
      const announced = searchParams.get('token');
      if (announced && announced !== digest(file).toString('base64url')) return json(400, { error: 'hash mismatch' });
      this.uploads++;
      const { url, directPath } = this.keep(file);
      return json(200, { url, direct_path: directPath });
    }
    const file = this.files.get(pathname);
    if (!file || this.refusesDownloads) return json(404, { error: 'gone' });
    this.downloads++;
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (!range) return response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.length }).end(file);
    const start = Number(range[1]);
    const end = range[2] ? Math.min(Number(range[2]), file.length - 1) : file.length - 1;
    const part = file.subarray(start, end + 1);
    return response.writeHead(206, { 'content-length': part.length, 'content-range': `bytes ${start}-${end}/${file.length}` }).end(part);
  }
}

const digest = (of: Buffer) => createHash('sha256').update(of).digest();
