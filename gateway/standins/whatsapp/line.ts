import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import { NoiseResponder, type ServerIdentity } from './noise.js';

/** 6.x puts its keys in place without waiting; a frame that comes at once is lost. */
const PAUSE_AFTER_HANDSHAKE = 50;

export interface Hello {
  clientKey: Buffer;
  payload: proto.ClientPayload;
}

/** One WebSocket: handshake, frames and nodes. It knows nothing of what the nodes say. */
export class Line {
  onHello: (hello: Hello) => void = () => {};
  onNode: (node: BinaryNode) => void | Promise<void> = () => {};
  onClose: () => void = () => {};
  /** Something that we did not understand, or an error of ours; the line is cut after it. */
  onError: (error: unknown) => void = () => {};
  /** Sees every node, for those who look for a fault. */
  onTrace: ((direction: 'in' | 'out', node: BinaryNode) => void) | null = null;
  closed = false;

  private noise: NoiseResponder | null = null;
  private state: 'intro' | 'hello' | 'finish' | 'open' = 'intro';
  private bytes: Buffer = Buffer.alloc(0);
  private work: Promise<void> = Promise.resolve();
  private frozen: Promise<void> | null = null;
  private held: BinaryNode[] = [];

  constructor(
    private readonly socket: WebSocket,
    private readonly identity: ServerIdentity,
  ) {
    socket.on('message', (data: Buffer) => this.take(data));
    socket.on('error', () => this.cut());
    socket.on('close', () => {
      if (this.closed) return;
      this.closed = true;
      this.onClose();
    });
  }

  send(node: BinaryNode) {
    if (this.closed || !this.noise || this.state !== 'open') return;
    if (this.frozen) {
      this.held.push(node);
      return;
    }
    this.onTrace?.('out', node);
    this.write(this.noise.seal(encodeBinaryNode(node)));
  }

  /** Says why and hangs up, as the network does. */
  end(node?: BinaryNode) {
    if (this.closed) return;
    this.frozen = null;
    if (node) this.send(node);
    this.closed = true;
    this.onClose();
    // The client closes by itself when it has read why; a socket that is closed under it at once may lose the frame.
    const timer = setTimeout(() => this.socket.close(), 100);
    timer.unref();
  }

  /** Breaks without a word. */
  cut() {
    const was = this.closed;
    this.closed = true;
    this.socket.terminate();
    if (!was) this.onClose();
  }

  /** Nothing is read and nothing said until the time is over; then everything goes on. */
  freeze(forMs: number) {
    const frozen = new Promise<void>((resolve) => setTimeout(resolve, forMs).unref());
    this.frozen = frozen;
    this.work = this.work.then(() => frozen);
    void frozen.then(() => {
      if (this.frozen !== frozen) return;
      this.frozen = null;
      for (const node of this.held.splice(0)) this.send(node);
    });
  }

  private fail(error: unknown) {
    this.onError(error);
    this.cut();
  }

  private take(data: Buffer) {
    this.bytes = this.bytes.length ? Buffer.concat([this.bytes, data]) : data;
    if (this.state === 'intro' && !this.intro()) return;
    while (this.bytes.length >= 3) {
      const size = this.bytes.readUIntBE(0, 3);
      if (this.bytes.length < size + 3) return;
      const frame = this.bytes.subarray(3, size + 3);
      this.bytes = this.bytes.subarray(size + 3);
      try {
        this.frame(frame);
      } catch (error) {
        this.fail(error);
        return;
      }
    }
  }

  /** An optional routing header, then "WA", a version and the number of the dictionary. */
  private intro(): boolean {
    let at = 0;
    if (this.bytes.length >= 7 && this.bytes[0] === 0x45 && this.bytes[1] === 0x44) at = 7 + this.bytes.readUIntBE(4, 3);
    if (this.bytes.length < at + 4) return false;
    const prologue = this.bytes.subarray(at, at + 4);
    if (prologue[0] !== 0x57 || prologue[1] !== 0x41 || prologue[3] !== 3) {
      this.cut();
      return false;
    }
    this.bytes = this.bytes.subarray(at + 4);
    this.noise = new NoiseResponder(this.identity, prologue);
    this.state = 'hello';
    return true;
  }

  private frame(frame: Buffer) {
    const noise = this.noise as NoiseResponder;
    if (this.state === 'hello') {
      const { clientHello } = proto.HandshakeMessage.decode(frame);
      if (!clientHello?.ephemeral) throw new Error('no client hello');
      this.write(noise.hello(clientHello.ephemeral));
      this.state = 'finish';
    } else if (this.state === 'finish') {
      const { clientFinish } = proto.HandshakeMessage.decode(frame);
      if (!clientFinish?.static || !clientFinish.payload) throw new Error('no client finish');
      const { clientKey, payload } = noise.finish(clientFinish.static, clientFinish.payload);
      this.state = 'open';
      const hello = { clientKey, payload: proto.ClientPayload.decode(payload) };
      setTimeout(() => {
        if (!this.closed) this.onHello(hello);
      }, PAUSE_AFTER_HANDSHAKE);
    } else {
      const plain = noise.open(frame);
      this.work = this.work.then(async () => {
        if (this.closed) return;
        const node = await decodeBinaryNode(plain);
        this.onTrace?.('in', node);
        await this.onNode(node);
      });
      this.work = this.work.catch((error) => this.fail(error));
    }
  }

  private write(frame: Uint8Array) {
    const head = Buffer.alloc(3);
    head.writeUIntBE(frame.length, 0, 3);
    this.socket.send(Buffer.concat([head, frame]));
  }
}
