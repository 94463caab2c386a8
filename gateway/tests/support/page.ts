import type { Kept, Recalled } from '../../src/engines/webjs/vault.ts';

type Functions = Record<string, ((...given: never[]) => unknown) | undefined>;

/** What puppeteer has of a page, without a browser: scripts run here, and find the page's modules as they would find them there. */
export class FakePage {
  readonly window = globalThis as unknown as Record<string, unknown>;
  readonly #modules: Record<string, Record<string, unknown>>;
  readonly #originals: Record<string, Record<string, unknown>>;

  constructor(modules: Record<string, Record<string, unknown>>) {
    this.#originals = modules;
    this.#modules = {};
    this.reload();
    this.window.require = (name: string) => this.require(name);
  }

  require(name: string): Functions {
    const module = this.#modules[name];
    if (!module) throw new Error(`Requiring unknown module "${name}"`);
    return module as Functions;
  }

  /** Its modules are new ones. */
  reload(): void {
    for (const [name, module] of Object.entries(this.#originals)) this.#modules[name] = { ...module };
  }

  /** Its modules cannot be changed. */
  freeze(): void {
    for (const module of Object.values(this.#modules)) Object.freeze(module);
  }

  async evaluate(script: (...given: unknown[]) => unknown, ...given: unknown[]): Promise<unknown> {
    return script(...given);
  }

  evaluateHandle = this.evaluate;

  close(): void {
    delete this.window.require;
    delete this.window.WWebJS;
  }
}

/** What a session remembers, for as long as the test. */
export class FakeVault {
  readonly values = new Map<string, unknown>();
  readonly messages = new Map<string, Recalled>();

  async value<T>(kind: string, name = ''): Promise<T | undefined> {
    return this.values.get(`${kind} ${name}`) as T | undefined;
  }

  async put(kind: string, name: string, value: unknown): Promise<void> {
    this.values.set(`${kind} ${name}`, value);
  }

  async keep(messages: Kept[], settled: boolean): Promise<void> {
    for (const one of messages) this.messages.set(`${one.origin} ${one.id}`, { ...one, settled });
  }

  async given(kept: Kept, name: string): Promise<void> {
    await this.keep([kept], true);
    await this.settle('sent', name);
  }

  async settle(origin: string, id: string): Promise<void> {
    const kept = this.messages.get(`${origin} ${id}`);
    if (kept) kept.settled = true;
  }

  async recall(origins: string[], id: string): Promise<Recalled | null> {
    return origins.map((origin) => this.messages.get(`${origin} ${id}`)).find(Boolean) ?? null;
  }

  async giving(): Promise<Recalled[]> {
    return [...this.messages.values()].filter(({ origin, settled }) => origin === 'sent' && !settled);
  }

  async untold(): Promise<Recalled[]> {
    return [...this.messages.values()].filter(({ origin, settled }) => origin !== 'sent' && !settled);
  }
}
