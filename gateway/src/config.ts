import { join, resolve } from 'node:path';

/** Everything comes from the environment; a value that cannot be is said at the start, with its name. */
export interface Config {
  engine: string;
  listen: { host: string; port: number } | { path: string };
  secret: string;
  dir: string;
  spoolDir: string;
  mediaDir: string;
  databaseUrl: string | undefined;
  /** How many connections to the database one process may have. */
  databaseConnections: number;
  key: Buffer | undefined;
  /** End when the standard input closes: the parent is gone. */
  endsWithParent: boolean;
  /** How long a connection may take to its QR or to be open. */
  connectMs: number;
  /** How long QRs are shown to nobody. */
  qrPatienceMs: number;
  /** How long a send waits for the network when the call does not say. */
  sendMs: number;
  /** How long a query of the network may take. */
  queryMs: number;
  heartbeatMs: number;
  /** How much the events that the server has not stored may take on the disk before nothing more is read from the network. */
  spoolMaxBytes: number;
  mediaMaxBytes: number;
  mediaCacheBytes: number;
  /** How long sent and received messages are kept, for resends, replies and files. */
  messageDays: number;
}

/** Where a gateway listens that somebody starts by hand; the server gives its own free ones. */
const usualPorts: Record<string, number> = { webjs: 3001, baileys: 3002 };

export class BadSetting extends Error {}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dir = resolve(needed(env, 'GATEWAY_DIR'));
  const secret = needed(env, 'GATEWAY_SECRET');
  if (secret.length < 16) throw new BadSetting('GATEWAY_SECRET must have at least 16 characters.');
  const key = env.GATEWAY_KEY ? Buffer.from(env.GATEWAY_KEY, 'base64') : undefined;
  if (key && key.length !== 32) throw new BadSetting('GATEWAY_KEY must be 32 bytes in base64.');
  const engine = env.ENGINE || 'baileys';
  return {
    engine,
    listen: readListen(env.GATEWAY_LISTEN || `127.0.0.1:${usualPorts[engine] ?? 0}`),
    secret,
    dir,
    spoolDir: join(dir, 'spool'),
    mediaDir: join(dir, 'media'),
    databaseUrl: env.GATEWAY_DATABASE_URL || undefined,
    databaseConnections: whole(env, 'GATEWAY_DATABASE_CONNECTIONS', 5, 1),
    key,
    endsWithParent: env.GATEWAY_PARENT === 'stdin',
    // A browser has a page to load, and after a while away much to catch up with, before it is in step.
    connectMs: whole(env, 'GATEWAY_CONNECT_TIMEOUT_MS', engine === 'webjs' ? 180_000 : 60_000, 100),
    qrPatienceMs: whole(env, 'GATEWAY_QR_PATIENCE_MS', 300_000, 100),
    sendMs: whole(env, 'GATEWAY_SEND_TIMEOUT_MS', 20_000, 100),
    queryMs: whole(env, 'GATEWAY_QUERY_TIMEOUT_MS', 15_000, 100),
    heartbeatMs: whole(env, 'GATEWAY_HEARTBEAT_MS', 10_000, 10),
    spoolMaxBytes: whole(env, 'GATEWAY_SPOOL_MAX_BYTES', 1024 * 1024 * 1024, 1024),
    mediaMaxBytes: whole(env, 'GATEWAY_MEDIA_MAX_BYTES', 128 * 1024 * 1024, 1),
    mediaCacheBytes: whole(env, 'GATEWAY_MEDIA_CACHE_BYTES', 2 * 1024 * 1024 * 1024, 1),
    messageDays: whole(env, 'GATEWAY_MESSAGE_DAYS', 14, 1),
  };
}

export function readListen(text: string): Config['listen'] {
  if (text.startsWith('unix:')) {
    const path = text.slice(5);
    if (!path.startsWith('/')) throw new BadSetting('GATEWAY_LISTEN must be host:port or unix:/path.');
    return { path };
  }
  const match = /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65535) throw new BadSetting('GATEWAY_LISTEN must be host:port or unix:/path.');
  return { host: (match[1] ?? match[2]) as string, port };
}

export function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new BadSetting(`${name} is missing.`);
  return value;
}

export function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number, least: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new BadSetting(`${name} must be a whole number of at least ${least}.`);
  return value;
}
