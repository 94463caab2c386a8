import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface Database {
  url: string;
  remove(): Promise<void>;
}

/** A database of its own on the PostgreSQL that PARLEY_TEST_DATABASE_URL names, or on one that is started for it. */
export async function database(): Promise<Database> {
  const given = process.env.PARLEY_TEST_DATABASE_URL;
  if (!given) return startServer();
  const name = `gateway_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: given });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async remove() {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}

/** From now on nothing can be read or written of messages, until what this gives is called. */
export async function outage(url: string): Promise<() => Promise<void>> {
  const rename = async (from: string, to: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`ALTER TABLE gateway.${from} RENAME TO ${to}`);
    await client.end();
  };
  await rename('messages', 'messages_away');
  return () => rename('messages_away', 'messages');
}

async function startServer(): Promise<Database> {
  const bin = binaries();
  const folder = await mkdtemp(join(tmpdir(), 'gateway-postgres-'));
  // PostgreSQL refuses to run as root.
  const as =
    userInfo().uid === 0
      ? { uid: Number((await run('id', ['-u', 'postgres'])).stdout), gid: Number((await run('id', ['-g', 'postgres'])).stdout) }
      : {};
  if (as.uid) await chown(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8'], { cwd: folder, ...as });
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const settings = ['-c', 'shared_buffers=32MB'];
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, ...settings], {
    cwd: folder,
    stdio: 'ignore',
    ...as,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      break;
    } catch (why) {
      if (attempt > 200 || child.exitCode !== null) throw why;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    url,
    async remove() {
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string {
  const own = process.env.POSTGRES_BIN;
  if (own) return own;
  const root = '/usr/lib/postgresql';
  const newest = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  if (!newest) throw new Error('Set PARLEY_TEST_DATABASE_URL, or POSTGRES_BIN to a folder with PostgreSQL’s programs.');
  return join(root, newest, 'bin');
}
