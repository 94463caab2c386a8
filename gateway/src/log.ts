/** One JSON line per entry on the error output; the standard output belongs to the one line that says where we listen. */
type Fields = Record<string, string | number | boolean | null | undefined>;

function write(level: string, message: string, fields?: Fields): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

export const log = {
  info: (message: string, fields?: Fields) => write('info', message, fields),
  warn: (message: string, fields?: Fields) => write('warn', message, fields),
  error: (message: string, fields?: Fields) => write('error', message, fields),
};

/** What went wrong, for a log or an attempt: never more than 300 characters, and no run of digits that could be somebody's number. */
export function describe(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return withoutNumbers(text).slice(0, 300);
}

export function withoutNumbers(text: string): string {
  return text.replace(/\d[\d\s().-]{5,}\d/g, '…');
}

/** Nothing that a library writes to the console leaves the process: libsignal prints session objects there, private keys included. */
export function silenceConsole(): void {
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const) console[name] = () => undefined;
}
