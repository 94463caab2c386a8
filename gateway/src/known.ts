const hour = 3_600_000;
const most = 20_000;
/** How long an answer of the number check holds: who has no account may get one. */
const holdsMs = { yes: 24 * hour, no: hour };

/** The network's addresses of numbers that were asked for lately. */
export class KnownNumbers {
  readonly #numbers = new Map<string, { address: string | null; until: number }>();

  /** The address of a number, null when it has no account; undefined when nobody asked lately. */
  find(number: string): string | null | undefined {
    const known = this.#numbers.get(number);
    if (!known || known.until < Date.now()) return undefined;
    return known.address;
  }

  learn(number: string, address: string | null): void {
    this.#numbers.delete(number);
    this.#numbers.set(number, { address, until: Date.now() + (address ? holdsMs.yes : holdsMs.no) });
    if (this.#numbers.size > most) this.#numbers.delete(this.#numbers.keys().next().value as string);
  }
}
