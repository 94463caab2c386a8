import { join, resolve } from 'node:path';
import { BadSetting, type Config, needed, whole } from '../../config.ts';

/** What this engine needs beyond what every engine does. */
export interface WebJsSettings {
  databaseUrl: string;
  databaseConnections: number;
  key: Buffer;
  /** The browser's program; undefined: wherever it is found. */
  chromium: string | undefined;
  /** Further arguments of the browser's command line. */
  chromiumArgs: string[];
  /** Where the browser's profiles are, one folder for each session. Gateways of one machine may share it: a session is in one of them at a time. */
  profilesDir: string;
  queryMs: number;
  messageDays: number;
  /** Ask whether a number is on WhatsApp before the first message to it. */
  checksNumbers: boolean;
  /** How often the page is asked for a sign of life. */
  pulseMs: number;
  /** How long the page may be without its connection before the session counts as lost. */
  graceMs: number;
  /** How often the login is copied into the store while a session is connected. */
  saveMs: number;
  /** A login that is larger, compressed, is not copied. An exported one has a third more, and an import takes 64 MB. */
  loginMaxBytes: number;
  /** A browser that needs more memory, with all its processes, is started again. */
  memoryMaxBytes: number;
  /** How often that is looked at. */
  memoryEveryMs: number;
  /** What the page's own scripts may keep. */
  heapMaxMb: number;
}

const mib = 1024 * 1024;

export function readWebJsSettings(env: NodeJS.ProcessEnv, config: Config): WebJsSettings {
  if (!config.key) throw new BadSetting('GATEWAY_KEY is missing.');
  return {
    databaseUrl: needed(env, 'GATEWAY_DATABASE_URL'),
    databaseConnections: config.databaseConnections,
    key: config.key,
    chromium: env.PUPPETEER_EXECUTABLE_PATH || undefined,
    chromiumArgs: argumentsOf(env.WEBJS_CHROMIUM_ARGS ?? ''),
    profilesDir: env.WEBJS_PROFILES_DIR ? resolve(env.WEBJS_PROFILES_DIR) : join(config.dir, 'profiles'),
    queryMs: config.queryMs,
    messageDays: config.messageDays,
    checksNumbers: env.WEBJS_CHECK_NUMBERS !== 'off',
    pulseMs: whole(env, 'WEBJS_PULSE_MS', 5_000, 50),
    graceMs: whole(env, 'WEBJS_GRACE_MS', 15_000, 0),
    saveMs: whole(env, 'WEBJS_SAVE_MS', 600_000, 1_000),
    loginMaxBytes: whole(env, 'WEBJS_LOGIN_MAX_MB', 40, 1) * mib,
    memoryMaxBytes: whole(env, 'WEBJS_MEMORY_MAX_MB', 1_536, 100) * mib,
    memoryEveryMs: whole(env, 'WEBJS_MEMORY_EVERY_MS', 30_000, 100),
    heapMaxMb: whole(env, 'WEBJS_HEAP_MAX_MB', 1_024, 64),
  };
}

/** Arguments as a JSON array of texts, or as words that quotes hold together. */
export function argumentsOf(text: string): string[] {
  if (text.trimStart().startsWith('[')) {
    try {
      const list = JSON.parse(text) as unknown;
      if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list;
    } catch {
      // Said below.
    }
    throw new BadSetting('WEBJS_CHROMIUM_ARGS must be a JSON array of texts, or words with spaces between them.');
  }
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (const letter of text) {
    if (quote) {
      if (letter === quote) quote = '';
      else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (quote) throw new BadSetting('WEBJS_CHROMIUM_ARGS has a quote that does not end.');
  return word === null ? words : [...words, word];
}
