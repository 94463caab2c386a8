import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageMessage } from '../src/engines/webjs/hear.ts';
import { Inbox } from '../src/engines/webjs/inbox.ts';
import { Outbox } from '../src/engines/webjs/outbox.ts';
import type { Kept, Vault } from '../src/engines/webjs/vault.ts';
import type { EventDraft, Outcome, Outgoing } from '../src/wire.ts';
import { FakePage, FakeVault } from './support/page.ts';

const person = '+5511987654321';
const address = '5511987654321@c.us';
const key = (id: string) => `true_${address}_${id}`;
const sent = (id: string, fields: object = { ack: 0 }) => ({ id: { fromMe: true, remote: address, id, _serialized: key(id) }, ...fields });
const told = (id: string, words: string): PageMessage => ({ ...sent(id), type: 'chat', body: words, t: Math.floor(Date.now() / 1000) });

let page: FakePage;
let vault: FakeVault;
let client: EventEmitter;
let outbox: Outbox;
let inbox: Inbox;
let events: EventDraft[];
let stuck: string[];
/** What the page's chat with the person is. */
let chat: unknown;
/** What the library's call becomes once the page's own function was called, or was not. */
let library: (handOver: () => unknown) => Promise<unknown>;

function begin(): void {
  stuck = [];
  events = [];
  client = Object.assign(new EventEmitter(), {
    pupPage: page,
    getState: async () => 'CONNECTED',
    getNumberId: async () => ({ _serialized: address }),
    sendMessage: () => library(() => page.require('WAWebSendMsgChatAction').addAndSendMsgToChat?.()),
    sendReaction: () => library(() => page.require('WAWebSendReactionMsgAction').sendReactionToMsg?.()),
  });
  const engine = {
    settings: { queryMs: 500, checksNumbers: false },
    accepted: () => undefined,
    accept: () => undefined,
    known: () => undefined,
    learn: () => undefined,
    media: { find: async () => import.meta.filename },
  };
  outbox = new Outbox('s', client as never, vault as unknown as Vault, engine as never, (why) => {
    stuck.push(why);
    outbox.closed();
  });
  const tell = async (event: EventDraft) => events.push(event);
  inbox = new Inbox(client as never, vault as unknown as Vault, outbox, 500, tell, () => undefined);
}

beforeEach(() => {
  page = new FakePage({
    WAWebSendMsgChatAction: { addAndSendMsgToChat: () => undefined },
    WAWebSendReactionMsgAction: { sendReactionToMsg: () => undefined },
  });
  chat = { there: true };
  page.window.WWebJS = { getChat: async () => chat };
  vault = new FakeVault();
  library = async () => undefined;
  begin();
});
afterEach(() => {
  vi.useRealTimers();
  page.close();
});

let ids = 0;
const send = (fields: Partial<Outgoing> = {}, deadlineMs = 300): Promise<Outcome> =>
  outbox.send(
    { id: `OWN${++ids}`, fence: 1, to: person, content: { kind: 'text', text: 'Olá' }, ...fields } as Outgoing,
    deadlineMs,
    async () => undefined,
  );

describe('a message that the library says nothing of', () => {
  it('surely did not leave when the page has no such chat', async () => {
    chat = undefined;
    expect(await send()).toMatchObject({ outcome: 'retry', reason: 'network-failure' });
  });

  it('may have left when the page has the chat, or was told to send something, or cannot be asked', async () => {
    library = async (handOver) => void handOver();
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    chat = undefined;
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    library = async () => void inbox.came(told('P', 'something else'));
    expect(await send()).toMatchObject({ outcome: 'unknown' });
    library = async () => undefined;
    page.window.WWebJS = { getChat: () => Promise.reject(new Error('not now')) };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
  });

  it('is known by its words when the page adds it, also later, and then ends by its acknowledgement', async () => {
    library = async (handOver) => void handOver();
    const outcome = send({ id: 'OWN' }, 5000);
    await vi.waitFor(() => expect(outbox.unnamed).toHaveLength(1));
    inbox.came(told('P1', 'written on the phone'));
    inbox.came(told('P2', 'Olá'));
    inbox.acknowledged(told('P2', 'Olá'), 1);
    expect(await outcome).toMatchObject({ outcome: 'accepted', providerId: 'P2' });
    inbox.acknowledged(told('P2', 'Olá'), 3);
    await vi.waitFor(() => expect(events.map((event) => event.id)).toEqual(['e.P1', 'r.P2.delivered', 'r.P2.read']));
    expect(events.at(-1)).toMatchObject({ providerIds: ['P2'], chosenId: 'OWN' });
  });
});

describe('an acknowledgement', () => {
  it.each([[0], [undefined], [null], ['1'], [Number.NaN]])('of %s is none, and the next one is waited for', async (ack) => {
    library = async () => sent('P', { ack });
    const outcome = send({}, 5000);
    await vi.waitFor(() => expect(vault.messages.has('sent P')).toBe(true));
    outbox.acknowledged('P', ack);
    outbox.acknowledged('P', 1);
    expect(await outcome).toMatchObject({ outcome: 'accepted', providerId: 'P' });
  });

  it('below zero is a refusal', async () => {
    library = async () => sent('P', { ack: -1 });
    expect(await send()).toMatchObject({ outcome: 'retry', raw: 'ack -1' });
  });
});

describe('a call that fails', () => {
  it('before the page was told to send anything leaves nothing behind', async () => {
    library = () => Promise.reject(new Error('No LID for user'));
    expect(await send()).toMatchObject({ outcome: 'retry', raw: 'Error: No LID for user' });
  });

  it('where the page’s own search for the chat fails in the same words leaves nothing behind, whatever can be counted', async () => {
    page.freeze();
    library = () => Promise.reject(new Error('No LID for user'));
    page.window.WWebJS = { getChat: () => Promise.reject(new Error('No LID for user')) };
    expect(await send()).toMatchObject({ outcome: 'retry' });
    page.window.WWebJS = { getChat: async () => chat };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
  });

  it('after the page was told to send it may have left it', async () => {
    library = async (handOver) => {
      handOver();
      throw new TypeError('a model that cannot be read');
    };
    expect(await send()).toMatchObject({ outcome: 'unknown', raw: 'TypeError: a model that cannot be read' });
    library = async (handOver) => {
      handOver();
      return {};
    };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
  });

  it.each([
    'Execution context was destroyed, most likely because of a navigation.',
    'Cannot find context with specified id',
    'Protocol error (Runtime.callFunctionOn): Target closed',
    "Attempted to use detached Frame '1'.",
    'Protocol error: Session closed. Most likely the page has been closed.',
    'Execution context is not available in detached frame or worker "x"',
  ])('on its way to the page may have arrived: %s', async (words) => {
    library = () => Promise.reject(new Error(words));
    expect(await send()).toMatchObject({ outcome: 'unknown' });
  });

  it('while the page loads anew may have left it', async () => {
    library = () => {
      page.reload();
      return Promise.reject(new Error('something of the page'));
    };
    expect(await send()).toMatchObject({ outcome: 'unknown' });
  });
});

describe('a reaction', () => {
  const target = key('T');
  const react = (deadlineMs = 300) => send({ content: { kind: 'reaction', text: '👍' }, replyTo: 'T' } as Partial<Outgoing>, deadlineMs);
  const event = { id: { fromMe: true, remote: address, id: 'R', _serialized: key('R') }, msgId: { _serialized: target, id: 'T' } };
  beforeEach(() => vault.keep([{ origin: 'heard', id: 'T', key: target } as Kept], true));

  it('is waited for when the page tells of it after the call', async () => {
    library = async (handOver) => void handOver();
    const outcome = react(5000);
    await vi.waitFor(() => expect(client.listenerCount('message_reaction')).toBe(1));
    setTimeout(() => client.emit('message_reaction', event), 20);
    expect(await outcome).toMatchObject({ outcome: 'accepted', providerId: 'R' });
    await vi.waitFor(() => expect(client.listenerCount('message_reaction')).toBe(0));
  });

  it('of which the page never tells may have left', async () => {
    library = async (handOver) => void handOver();
    expect(await react()).toMatchObject({ outcome: 'unknown', reason: 'timeout' });
    page.reload();
    page.freeze();
    library = async () => undefined;
    expect(await react()).toMatchObject({ outcome: 'unknown' });
  });

  it('to a message that the page does not have did not leave', async () => {
    expect(await react()).toMatchObject({ outcome: 'retry' });
  });
});

describe('receipts', () => {
  it('name a message by the server’s own id, in this life and in the next', async () => {
    library = async () => sent('P', { ack: 1 });
    expect(await send({ id: 'OWN' })).toMatchObject({ outcome: 'accepted', providerId: 'P' });
    inbox.acknowledged(told('P', 'Olá'), 2);
    await vi.waitFor(() => expect(events).toMatchObject([{ kind: 'delivered', providerIds: ['P'], chosenId: 'OWN' }]));
    begin();
    inbox.acknowledged(told('P', 'Olá'), 2);
    inbox.acknowledged(told('P', 'Olá'), 3);
    await vi.waitFor(() => expect(events).toMatchObject([{ kind: 'read', providerIds: ['P'], chosenId: 'OWN' }]));
    inbox.acknowledged(told('PHONE', 'From the phone'), 2);
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ kind: 'delivered', providerIds: ['PHONE'] }));
    expect(events.at(-1)).not.toHaveProperty('chosenId');
  });
});

describe('a page that keeps what it was given', () => {
  it('is given up, and what waits behind it surely did not leave', async () => {
    vi.useFakeTimers();
    library = () => new Promise(() => undefined);
    const first = send({}, 1000);
    await vi.advanceTimersByTimeAsync(100);
    const second = send({}, 60_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stuck).toEqual([]);
    expect(await first).toMatchObject({ outcome: 'unknown', reason: 'timeout' });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(stuck).toHaveLength(1);
    expect(await second).toMatchObject({ outcome: 'retry', reason: 'connection-lost' });
    // Nobody looks for what it never got.
    expect((await vault.giving()).map(({ giving }) => giving?.words)).toEqual(['text Olá']);
  });

  it('has more time with a file, which may be large', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    library = () => new Promise(() => undefined);
    const file = { sha256: 'x', type: 'application/pdf', bytes: 1 };
    const outcome = send({ content: { kind: 'document', media: file } }, 1000);
    while (!outbox.isTakingFile) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await outcome).toMatchObject({ outcome: 'unknown' });
    expect(stuck).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stuck).toHaveLength(1);
  });
});
