import { describe } from './log.ts';
import { Problem } from './problem.ts';
import type { Reason } from './reasons.ts';
import { HeldElsewhere, type Origin, type Store, type StoredMessage, type Writes } from './store.ts';

/** A database that starts again is back in that time. */
const tries = 10;
const betweenMs = 500;

/**
 * One connection's way to its session in the store. A connection that cannot keep what it hears must end, so that the network keeps it: the library
 * would take the failure for a message that it could not read, and have it confirmed.
 */
export class Keeper {
  readonly #store: Store;
  readonly session: string;
  #isRetired = false;
  /** The connection is to end: another process has the session, or the database is away for longer than a moment. */
  onLost: (reason: Reason, raw?: string) => void = () => undefined;

  constructor(store: Store, session: string) {
    this.#store = store;
    this.session = session;
  }

  /** The connection is over; what the library still writes is of no use, and must not come after a login was forgotten. */
  retire(): void {
    this.#isRetired = true;
  }

  async write(writes: Writes): Promise<void> {
    if (this.#isRetired) return;
    try {
      await this.#patiently(() => this.#store.write(this.session, writes));
    } catch (why) {
      if (why instanceof HeldElsewhere) this.onLost('changed-hands');
      throw why;
    }
  }

  /** Forgets the login, also of a connection that is over; nothing is written after it. */
  async clear(): Promise<void> {
    this.retire();
    await this.#store.write(this.session, { clears: true });
  }

  keys(kind: string, names: string[]): Promise<Map<string, Buffer>> {
    return this.#patiently(() => this.#store.keys(this.session, kind, names));
  }

  allKeys(): ReturnType<Store['allKeys']> {
    return this.#patiently(() => this.#store.allKeys(this.session));
  }

  message(origins: Origin[], id: string): Promise<StoredMessage | null> {
    return this.#patiently(() => this.#store.message(this.session, origins, id));
  }

  /** Received ones that may not be in the spool, in the order in which they came. */
  untold(): Promise<StoredMessage[]> {
    return this.#patiently(() => this.#store.untold(this.session));
  }

  /** Sent ones of which the network has not said that it has them. */
  unsent(): Promise<StoredMessage[]> {
    return this.#patiently(() => this.#store.unsent(this.session));
  }

  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask();
      } catch (why) {
        const isAway = why instanceof Problem && why.slug === 'store-away';
        if (!isAway || this.#isRetired) throw why;
        if (attempt >= tries) {
          this.onLost('network-failure', describe(why));
          throw why;
        }
        await new Promise((resolve) => setTimeout(resolve, betweenMs));
      }
    }
  }
}
