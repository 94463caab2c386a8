import type { CacheStore } from '@whiskeysockets/baileys';

/** The network keeps files for weeks; so long one is taken to be there. */
const holdsMs = 3_600_000;
const most = 200;

interface Upload {
  /** What the library says of the uploaded file; undefined when it could not be uploaded. */
  said: Promise<unknown>;
  until: number;
}

/** The files that a connection has brought to the network: each goes there once, however many people get it. Whoever wants one that is on its way waits for it. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();

  /** The library's cache for one message; `over` tells that it takes no longer part. */
  forOne(): CacheStore & { over(): void } {
    const mine = new Map<string, (said: unknown) => void>();
    return {
      get: (async (key: string) => {
        for (let known = this.#find(key); known; known = this.#find(key)) {
          const said = await known.said;
          if (said !== undefined) return said;
          if (this.#uploads.get(key) === known) this.#uploads.delete(key);
        }
        const said = new Promise((resolve) => mine.set(key, resolve));
        this.#uploads.set(key, { said, until: Date.now() + holdsMs });
        if (this.#uploads.size > most) this.#uploads.delete(this.#uploads.keys().next().value as string);
        return undefined;
      }) as CacheStore['get'],
      set: (key, said) => mine.get(key)?.(said),
      del: (key) => void this.#uploads.delete(key),
      flushAll: () => this.#uploads.clear(),
      over: () => {
        for (const resolve of mine.values()) resolve(undefined);
      },
    };
  }

  #find(key: string): Upload | undefined {
    const known = this.#uploads.get(key);
    return known && known.until > Date.now() ? known : undefined;
  }
}
