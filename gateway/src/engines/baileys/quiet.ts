import type { ILogger } from '@whiskeysockets/baileys/lib/Utils/logger.js';
import { describe, log, withoutNumbers } from '../../log.ts';

/** The end of a connection says it with its reason; and after each pairing the network asks for a new connection in this way. */
const toldByTheConnection = new Set(['stream errored out']);

/**
 * The library's log: warnings and errors as their bare sentence, for its objects hold messages, numbers and keys.
 * @param beforeWrite Called at the last moment before a message's stanza is written; what it throws keeps the stanza from being written.
 */
export function libraryLog(session: string, beforeWrite: (messageId: string) => void): ILogger {
  const said = (level: 'warn' | 'error') => (fields: unknown, message?: string) => {
    if (message && toldByTheConnection.has(message)) return;
    const failed = fields as { err?: unknown; error?: unknown; e?: unknown } | null;
    const why = failed?.err ?? failed?.error ?? failed?.e;
    log[level](withoutNumbers(message ?? (typeof fields === 'string' ? fields : 'The library says no more')).slice(0, 300), {
      session,
      ...(why !== undefined && { why: describe(why) }),
    });
  };
  const logger: ILogger = {
    level: 'debug',
    child: () => logger,
    trace: () => undefined,
    debug: (fields, message) => {
      // The library tells in no other place that it is about to write a message.
      if (message?.startsWith('sending message to ')) beforeWrite((fields as { msgId?: string }).msgId ?? '');
    },
    info: () => undefined,
    warn: said('warn'),
    error: said('error'),
  };
  return logger;
}
