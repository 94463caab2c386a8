import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BufferJSON } from '@whiskeysockets/baileys';
import type { KeptPhone } from './messages.js';
import type { World } from './world.js';

/** Phones that come back after a restart of the stand-in: with the same identities, the same linked sessions, and what waits for them. */
export function loadWorld(world: World, path: string) {
  if (!existsSync(path)) return;
  for (const kept of JSON.parse(readFileSync(path, 'utf8'), BufferJSON.reviver) as KeptPhone[]) world.restore(kept);
}

export function saveWorld(world: World, path: string) {
  mkdirSync(dirname(path), { recursive: true });
  const text = JSON.stringify(
    world.allPhones.map((phone) => phone.keep()),
    BufferJSON.replacer,
  );
  // A half-written world would be none.
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
