import { describe } from './log.ts';
import type { Reason } from './reasons.ts';
import type { Outcome } from './wire.ts';

/** One try to send one message: what may have left is unknown when nobody answers; what we said did not leave must not leave any more. */
export class Attempt {
  /** The id that was chosen for the message. */
  readonly id: string;
  /** It may have left. */
  written = false;
  /** We have answered that it did not leave. */
  abandoned = false;
  /** The network's id of it, where that is not the one that was chosen. */
  providerId: string | undefined;
  readonly outcome: Promise<Outcome>;
  /** The first word counts. */
  settle: (outcome: Outcome) => void = () => undefined;

  constructor(id: string) {
    this.id = id;
    this.outcome = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** It ends without an answer, for a reason; in which words depends on whether it may have left. */
  giveUp(reason: Reason, words: { written: string; unwritten: string }): void {
    if (this.written) this.settle({ outcome: 'unknown', reason: 'timeout', raw: words.written });
    else {
      this.abandoned = true;
      this.settle(retry(reason, words.unwritten));
    }
  }

  /** Its work threw. @param reason Of a message that did not leave. */
  fail(why: unknown, reason: Reason): void {
    if (why instanceof NotSent) this.settle(why.outcome);
    else this.giveUp(reason, { written: describe(why), unwritten: describe(why) });
  }
}

/** The work of an attempt ends before anything was written, and why. */
export class NotSent extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.outcome);
    this.outcome = outcome;
  }
}

export const retry = (reason: Reason, raw?: string, afterMs?: number): Outcome => ({
  outcome: 'retry',
  reason,
  ...(afterMs && { afterMs }),
  ...(raw && { raw }),
});

/** The messages of one connection that are under way, by the ids that were chosen for them. */
export class Attempts {
  readonly #underWay = new Map<string, Attempt>();

  find(id: string): Attempt | undefined {
    return this.#underWay.get(id);
  }

  /** Begins its work; resolves when its end is known, by the deadline. `fail` says what a thrown error means. */
  async run(
    id: string,
    deadlineMs: number,
    unwritten: string,
    work: (attempt: Attempt) => Promise<void>,
    fail: (why: unknown, attempt: Attempt) => void,
  ): Promise<Attempt> {
    const attempt = new Attempt(id);
    this.#underWay.set(id, attempt);
    const timer = setTimeout(
      () => attempt.giveUp('timeout', { written: `no ack within ${deadlineMs} ms`, unwritten: `${unwritten} within ${deadlineMs} ms` }),
      deadlineMs,
    );
    work(attempt).catch((why) => fail(why, attempt));
    await attempt.outcome;
    clearTimeout(timer);
    this.#underWay.delete(id);
    return attempt;
  }

  /** The connection is gone: what was written may have left, what was not did not. */
  lose(words: { written: string; unwritten: string }): void {
    for (const attempt of this.#underWay.values()) attempt.giveUp('connection-lost', words);
  }
}
