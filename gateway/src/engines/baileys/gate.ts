/**
 * Lets no frame go to the network before what it tells is on the disk: a frame waits for everything that was held when it was written.
 * Frames keep their order, which the cipher of the connection needs.
 */
export class FrameGate {
  #held: Promise<unknown> | null = null;
  #order: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Frames that are written from now on wait for this. If it fails they never go; the connection ends for want of them. */
  hold(work: Promise<unknown>): void {
    const all = Promise.all([this.#held, work]);
    this.#held = all;
    const release = () => {
      if (this.#held === all) this.#held = null;
    };
    all.then(release, () => undefined);
  }

  pass(frame: () => void): void {
    if (!this.#held && this.#waiting === 0) {
      frame();
      return;
    }
    this.#waiting++;
    const held = this.#held;
    this.#order = this.#order
      .then(() => held)
      .then(frame)
      .catch(() => undefined)
      .finally(() => this.#waiting--);
  }
}
