import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, realpath, unlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadSetting, type Config } from './config.ts';
import type { Engine } from './engine.ts';
import { serve } from './http.ts';
import { describe, log } from './log.ts';
import { MediaCache } from './media.ts';
import { whose } from './session.ts';
import { Sessions } from './sessions.ts';
import { Spool } from './spool.ts';

/** How long an orderly stop may take before the process ends in any case. */
const stopMs = 10_000;

/** Runs a gateway until it is told to end. */
export async function run(config: Config, openEngine: (media: MediaCache) => Promise<Engine>): Promise<void> {
  await mkdir(config.dir, { recursive: true });
  await lockFolder(config.dir);
  await probe(config.dir);
  const spool = await Spool.open(config.spoolDir, { maxBytes: config.spoolMaxBytes });
  spool.onBroken = (why) => {
    log.error('The spool cannot be written, so nothing can be told any more', { why: describe(why) });
    process.exit(70);
  };
  const media = await MediaCache.open(config.mediaDir, config.mediaMaxBytes, config.mediaCacheBytes);
  const engine = await openEngine(media);
  const sessions = new Sessions(engine, spool, config);
  spool.onFull = () => {
    log.error('The spool is full: nothing more is read from the network until the server has stored some of it', {
      bytes: spool.figures.bytes,
    });
    sessions.holdAll();
  };
  containFailures();

  let stopping = false;
  const instance = randomUUID();
  const server = serve({
    engine,
    spool,
    sessions,
    media,
    instance,
    secret: config.secret,
    sendMs: config.sendMs,
    heartbeatMs: config.heartbeatMs,
    isStopping: () => stopping,
  });
  if ('path' in config.listen) await unlink(config.listen.path).catch(() => undefined);
  server.listen(config.listen);
  await once(server, 'listening');

  const stop = async (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info('The gateway stops', { why });
    setTimeout(() => process.exit(0), stopMs).unref();
    await sessions.close();
    await engine.close();
    server.close();
    server.closeAllConnections();
    await spool.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  if (config.endsWithParent) {
    // The pipe closes when the parent ends, however it ends.
    process.stdin.on('end', () => void stop('parent gone'));
    process.stdin.on('error', () => void stop('parent gone'));
    process.stdin.resume();
  }

  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ ready: true, engine: engine.name, instance, listen: typeof address === 'string' ? `unix:${address}` : written(address as AddressInfo) })}\n`,
  );
}

function written({ address, family, port }: AddressInfo): string {
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}

/** An exception that nobody caught ends the connection in whose work it came, and no other. */
function containFailures(): void {
  const contain = (kind: string) => (why: unknown) => {
    const connection = whose.getStore();
    if (connection) connection.fail(why);
    else log.error('Something failed outside of every session', { kind, why: describe(why) });
  };
  process.on('unhandledRejection', contain('rejection'));
  process.on('uncaughtException', contain('exception'));
}

/** A disk that is full or may not be written is better found before a session is connected than with its first event. */
async function probe(dir: string): Promise<void> {
  const path = join(dir, 'probe');
  try {
    await writeFile(path, Buffer.alloc(64 * 1024), { flush: true });
  } catch (why) {
    throw new BadSetting(`The folder GATEWAY_DIR cannot be written: ${describe(why)}`);
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

/** Two gateways in one folder would write into one spool. The lock is a socket, so it goes with the process, however that ends. */
async function lockFolder(dir: string): Promise<Server> {
  const name = `parley-gateway-${createHash('sha256')
    .update(await realpath(dir))
    .digest('hex')
    .slice(0, 32)}`;
  const path = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
  const lock = createServer((socket) => socket.destroy());
  lock.unref();
  for (let attempt = 0; ; attempt++) {
    try {
      lock.listen(path);
      await once(lock, 'listening');
      return lock;
    } catch (why) {
      if ((why as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw why;
      // A parent that restarts us may be a moment faster than the end of the one before.
      if (attempt >= 20 || (path.startsWith('\0') ? false : await isHeld(path)))
        throw new BadSetting('Another gateway works in the folder GATEWAY_DIR.');
      if (!path.startsWith('\0')) await unlink(path).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function isHeld(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
