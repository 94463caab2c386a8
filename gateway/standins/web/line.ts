import type { WebSocket } from 'ws';

export type Said = Record<string, unknown>;

/** The web socket of one page. While it is frozen nothing gets through, and nobody says so. */
export class PageLine {
  onSaid: (said: Said) => void = () => {};
  onClose: () => void = () => {};
  onError: (error: unknown) => void = () => {};
  closed = false;
  private frozenUntil = 0;
  private held: Said[] = [];
  private thaw: NodeJS.Timeout | undefined;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      if (this.frozenUntil > Date.now()) return;
      try {
        this.onSaid(JSON.parse(data.toString()) as Said);
      } catch (error) {
        this.onError(error);
      }
    });
    socket.on('error', () => this.cut());
    socket.on('close', () => {
      if (this.closed) return;
      this.closed = true;
      clearTimeout(this.thaw);
      this.onClose();
    });
  }

  send(said: Said) {
    if (this.closed) return;
    if (this.frozenUntil > Date.now()) this.held.push(said);
    else this.socket.send(JSON.stringify(said));
  }

  cut() {
    this.socket.terminate();
  }

  freeze(forMs: number) {
    this.frozenUntil = Date.now() + forMs;
    clearTimeout(this.thaw);
    this.thaw = setTimeout(() => {
      this.frozenUntil = 0;
      for (const said of this.held.splice(0)) this.send(said);
    }, forMs);
    this.thaw.unref();
  }
}
