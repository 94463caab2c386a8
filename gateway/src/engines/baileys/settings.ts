import { Browsers, DEFAULT_CONNECTION_CONFIG, type WABrowserDescription, type WAVersion } from '@whiskeysockets/baileys';
import { BadSetting, type Config, needed, whole } from '../../config.ts';

/** What this engine needs beyond what every engine does. */
export interface BaileysSettings {
  databaseUrl: string;
  databaseConnections: number;
  key: Buffer;
  /** Where the network's web socket is. */
  webSocketUrl: string;
  /** The version of WhatsApp's web client that the library says it is. */
  version: WAVersion;
  /** How the linked device is called on the phone: system, browser, version. */
  browser: WABrowserDescription;
  connectMs: number;
  queryMs: number;
  keepAliveMs: number;
  /** How long each QR is shown; undefined: as the library has it, the first for a minute and each that follows for 20 seconds. */
  qrMs: number | undefined;
  messageDays: number;
  /** Ask whether a number is on WhatsApp before the first message to it. */
  checksNumbers: boolean;
}

export function readBaileysSettings(env: NodeJS.ProcessEnv, config: Config): BaileysSettings {
  if (!config.key) throw new BadSetting('GATEWAY_KEY is missing.');
  const webSocketUrl = env.BAILEYS_WS_URL || (DEFAULT_CONNECTION_CONFIG.waWebSocketUrl as string);
  if (!URL.canParse(webSocketUrl) || !/^wss?:/.test(webSocketUrl))
    throw new BadSetting('BAILEYS_WS_URL must be a ws:// or wss:// address.');
  const version = /^(\d+)\.(\d+)\.(\d+)$/.exec(env.BAILEYS_VERSION || DEFAULT_CONNECTION_CONFIG.version.join('.'));
  if (!version) throw new BadSetting('BAILEYS_VERSION must be three numbers with dots, such as 2.3000.1043857760.');
  const [, a, b, c] = version.map(Number) as [number, number, number, number];
  return {
    databaseUrl: needed(env, 'GATEWAY_DATABASE_URL'),
    databaseConnections: config.databaseConnections,
    key: config.key,
    webSocketUrl,
    version: [a, b, c],
    // WhatsApp pairs by code only with systems and browsers that it knows.
    browser: Browsers.ubuntu('Chrome'),
    connectMs: config.connectMs,
    queryMs: config.queryMs,
    keepAliveMs: whole(env, 'BAILEYS_KEEP_ALIVE_MS', 25_000, 100),
    qrMs: env.BAILEYS_QR_MS ? whole(env, 'BAILEYS_QR_MS', 20_000, 10) : undefined,
    messageDays: config.messageDays,
    checksNumbers: env.BAILEYS_CHECK_NUMBERS !== 'off',
  };
}
