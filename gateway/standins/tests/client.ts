import {
  type AuthenticationCreds,
  type BaileysEventMap,
  BufferJSON,
  initAuthCreds,
  makeWASocket,
  type proto,
  type SignalDataTypeMap,
  type UserFacingSocketConfig,
  type WAMessage,
} from '@whiskeysockets/baileys';

type Library = { makeWASocket: typeof makeWASocket; initAuthCreds: typeof initAuthCreds };

const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const loud = { ...silent, level: 'trace', child: () => loud, trace: log, debug: log, info: log, warn: log, error: log };
function log(...words: unknown[]) {
  console.log(...words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word, BufferJSON.replacer)?.slice(0, 2000))));
}

/** Credentials and keys of one session, in memory; they outlive sockets. */
export class Keys {
  creds: AuthenticationCreds;
  private readonly data = new Map<string, unknown>();

  constructor(library: Library) {
    this.creds = library.initAuthCreds();
  }

  /** As after a crash that lost what was written last. */
  snapshot() {
    const before = new Map([...this.data].map(([key, value]) => [key, structuredClone(value)]));
    return () => {
      this.data.clear();
      for (const [key, value] of before) this.data.set(key, value);
    };
  }

  readonly keys = {
    get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const value = this.data.get(`${type}-${id}`);
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
      }
      return found;
    },
    set: async (all: { [type: string]: { [id: string]: unknown } | undefined }) => {
      for (const [type, entries] of Object.entries(all)) {
        for (const [id, value] of Object.entries(entries ?? {})) {
          if (value === null || value === undefined) this.data.delete(`${type}-${id}`);
          else this.data.set(`${type}-${id}`, value);
        }
      }
    },
  };
}

/** The unmodified library with everything it said, and ways to wait for it. */
export class Client {
  readonly sock: ReturnType<typeof makeWASocket>;
  readonly updates: BaileysEventMap['connection.update'][] = [];
  readonly upserts: { type: string; message: WAMessage }[] = [];
  readonly changes: BaileysEventMap['messages.update'] = [];
  readonly history: BaileysEventMap['messaging-history.set'][] = [];
  readonly acks: { id: string; error?: string }[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(
    url: string,
    readonly auth: Keys,
    library: Library = { makeWASocket, initAuthCreds },
    options: Partial<UserFacingSocketConfig> = {},
  ) {
    const logger = (process.env.LOUD ? loud : silent) as never;
    this.sock = library.makeWASocket({ waWebSocketUrl: url, auth: { creds: auth.creds, keys: auth.keys as never }, logger, ...options });
    const { ev } = this.sock;
    ev.on('creds.update', (update) => {
      Object.assign(auth.creds, update);
      this.look();
    });
    ev.on('connection.update', (update) => this.note(() => this.updates.push(update)));
    ev.on('messages.upsert', ({ messages, type }) => this.note(() => this.upserts.push(...messages.map((message) => ({ type, message })))));
    ev.on('messages.update', (changes) => this.note(() => this.changes.push(...changes)));
    ev.on('messaging-history.set', (history) => this.note(() => this.history.push(history)));
    this.sock.ws.on('CB:ack,class:message', (node: { attrs: { id: string; error?: string } }) =>
      this.note(() => this.acks.push(node.attrs)),
    );
  }

  until<T>(condition: () => T | undefined | null | false, timeoutMs = 15_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const value = condition();
        if (!value) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(value);
      };
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(
          new Error(
            `the library did not come to it: ${condition.toString()}\n${JSON.stringify(this.updates, (_, value) => (value instanceof Error ? value.message : value))}`,
          ),
        );
      }, timeoutMs);
      this.waiting.add(look);
      look();
    });
  }

  qr(timeoutMs?: number) {
    return this.until(() => this.updates.findLast((update) => update.qr)?.qr, timeoutMs);
  }

  opened(timeoutMs?: number) {
    return this.until(() => this.updates.some((update) => update.connection === 'open'), timeoutMs);
  }

  /** The code with which it closed. */
  async closed(timeoutMs?: number): Promise<number> {
    const update = await this.until(() => this.updates.find((candidate) => candidate.connection === 'close'), timeoutMs);
    const error = update.lastDisconnect?.error as { output?: { statusCode: number } } | undefined;
    return error?.output?.statusCode ?? 0;
  }

  received(text: string) {
    return this.until(() => this.upserts.find(({ message }) => !message.key.fromMe && textOf(message) === text));
  }

  acknowledged(id: string) {
    return this.until(() => this.acks.find((ack) => ack.id === id));
  }

  status(id: string, status: proto.WebMessageInfo.Status) {
    return this.until(() => this.changes.find(({ key, update }) => key.id === id && (update.status ?? 0) >= status));
  }

  end() {
    this.sock.end(undefined);
  }

  private note(add: () => void) {
    add();
    this.look();
  }

  private look() {
    for (const look of [...this.waiting]) look();
  }
}

export const textOf = (message: WAMessage) => message.message?.conversation ?? message.message?.extendedTextMessage?.text;
