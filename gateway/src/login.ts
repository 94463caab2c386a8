import type { Connection, Engine, EngineSession } from './engine.ts';
import { isSameNumber } from './numbers.ts';
import { Problem } from './problem.ts';

/** Connects once more, only to tell the phone that it is over; when that does not work, the phone will find out by itself. */
export async function logOut(engine: Engine, session: EngineSession, withinMs: number): Promise<void> {
  let connection: Connection | undefined;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    connection = engine.connect(
      { id: session.id, phone: undefined, tell: (event) => session.tell(event) },
      { qr: done, code: done, scanned: done, open: done, closed: done },
    );
  });
  await connection?.end(true);
}

/** A file that is to be imported must be of the session's own number. */
export function expectNumber(session: EngineSession, number: string): void {
  if (session.phone && !isSameNumber(session.phone, number))
    throw new Problem(400, 'other-number', 'The file is the login of another number than this session’s.');
}
