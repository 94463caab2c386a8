import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageMessage } from '../src/engines/webjs/hear.ts';
import { Inbox } from '../src/engines/webjs/inbox.ts';
import { Outbox } from '../src/engines/webjs/outbox.ts';
import type { Vault } from '../src/engines/webjs/vault.ts';
import type { EventDraft } from '../src/wire.ts';
import { FakePage, FakeVault } from './support/page.ts';

const linkedAt = 1_000_000;
const queryMs = 1_000;

type Model = PageMessage & { t: number; serialize(): unknown };

/** A chat of the page, of which it has a few messages at hand and loads a few more at a time. */
class Chat {
  readonly id: { _serialized: string };
  readonly all: Model[] = [];
  shown = 20;
  loads = 0;
  /** The page gives no answer for it. */
  isStuck = false;

  constructor(readonly name: string) {
    this.id = { _serialized: name };
  }

  get t(): number {
    return this.all.at(-1)?.t ?? 0;
  }

  msgs = { getModelsArray: () => this.all.slice(-this.shown) };

  write(t: number, words = `${this.name} ${this.all.length + 1}`): Model {
    const id = `${this.name.slice(0, 13)}.${this.all.length + 1}`;
    const fields = { id: { fromMe: false, remote: this.name, id, _serialized: `false_${this.name}_${id}` }, type: 'chat', t, body: words };
    const model = { ...fields, serialize: () => fields };
    this.all.push(model);
    return model;
  }

  async earlier(): Promise<Model[]> {
    this.loads++;
    if (this.isStuck) return new Promise(() => undefined);
    const before = this.shown;
    this.shown = Math.min(this.shown + 20, this.all.length);
    return this.all.slice(this.all.length - this.shown, Math.max(this.all.length - before, 0));
  }
}

let page: FakePage;
let vault: FakeVault;
let chats: Chat[];
let inbox: Inbox;
let events: EventDraft[];
let failures: unknown[];
let tell: (event: EventDraft) => Promise<unknown>;
let people = 5511900000000;

function begin(): void {
  const client = { pupPage: page };
  const outbox = new Outbox('s', client as never, vault as unknown as Vault, { settings: { queryMs } } as never, () => undefined);
  inbox = new Inbox(
    client as never,
    vault as unknown as Vault,
    outbox,
    queryMs,
    (event) => tell(event),
    (why) => failures.push(why),
  );
  inbox.catchUp({ number: '+5511900000000', since: linkedAt }, false);
}

const person = () => {
  const chat = new Chat(`${++people}@c.us`);
  chats.push(chat);
  return chat;
};
/** Their chat has a message that the page never loads. */
const stuckPerson = () => {
  const chat = person();
  chat.write(linkedAt + 1);
  chat.shown = 0;
  chat.isStuck = true;
  return chat;
};
const texts = (chat?: Chat) =>
  events.flatMap((event) =>
    event.type === 'message' && (!chat || event.from === `+${chat.name.slice(0, 13)}`) ? [event.content.text] : [],
  );
const wordsOf = (chat: Chat) => chat.all.map(({ body }) => body);
const heardUntil = async () => {
  await inbox.note(true);
  return vault.value<number>('heard-until');
};
/** Everything that does not wait for a time has happened. */
const settle = () => vi.advanceTimersByTimeAsync(1);

beforeEach(() => {
  vi.useFakeTimers();
  chats = [];
  events = [];
  failures = [];
  vault = new FakeVault();
  tell = async (event) => events.push(event);
  page = new FakePage({
    WAWebCollections: { Chat: { getModelsArray: () => chats } },
    WAWebChatLoadMessages: { loadEarlierMsgs: ({ chat }: { chat: Chat }) => chat.earlier() },
  });
  page.window.WWebJS = { getMessageModel: (message: Model) => message.serialize() };
});
afterEach(() => {
  vi.useRealTimers();
  page.close();
});

describe('what came while no page was open', () => {
  it('is told to the last message of the longest chat, oldest first, in pieces', async () => {
    const [long, short] = [person(), person()];
    for (let n = 1; n <= 730; n++) long.write(linkedAt + n);
    short.write(linkedAt + 5);
    const sizes: number[] = [];
    const evaluate = page.evaluate.bind(page);
    page.evaluate = async (script, ...given) => {
      const answer = await evaluate(script, ...given);
      if (Array.isArray(answer))
        sizes.push(answer.reduce((sum, one) => sum + ((one as { messages?: unknown[] }).messages?.length ?? 0), 0));
      return answer;
    };
    begin();
    await settle();
    expect(texts(long)).toEqual(wordsOf(long));
    expect(texts(short)).toEqual(wordsOf(short));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(await heardUntil()).toBe(linkedAt + 730);
  });

  it('is written down as heard only when all of it was told', async () => {
    const [long, other] = [person(), person()];
    for (let n = 1; n <= 500; n++) long.write(linkedAt + n);
    other.write(linkedAt + 900);
    tell = async (event) => {
      if (events.length === 300) throw new Error('the disk is full');
      events.push(event);
    };
    begin();
    await settle();
    expect(failures).toHaveLength(1);
    expect(await heardUntil()).toBeUndefined();
    inbox.mute();
    tell = async (event) => events.push(event);
    begin();
    await settle();
    expect([...texts(long)].sort()).toEqual(wordsOf(long).sort());
    expect(texts(other)).toEqual(wordsOf(other));
    expect(await heardUntil()).toBe(linkedAt + 900);
  });

  it('is read also where one message of the page cannot be read as the library does', async () => {
    const chat = person();
    for (let n = 1; n <= 3; n++) chat.write(linkedAt + n);
    page.window.WWebJS = {
      getMessageModel: (message: Model) => {
        if (message === chat.all[1]) throw new Error('no links');
        return message.serialize();
      },
    };
    begin();
    await settle();
    expect(texts(chat)).toEqual(wordsOf(chat));
  });
});

describe('a chat that the page does not read', () => {
  it('ends nothing, holds up no other, and is told when it can be read again', async () => {
    const many = Array.from({ length: 50 }, person);
    for (const chat of many) chat.write(linkedAt + 10);
    const stuck = many[7] as Chat;
    stuck.shown = 0;
    stuck.isStuck = true;
    begin();
    await vi.advanceTimersByTimeAsync(20 * queryMs);
    expect(texts()).toHaveLength(49);
    expect(failures).toEqual([]);
    expect(await heardUntil()).toBeUndefined();
    // Ever more seldom.
    const { loads } = stuck;
    await vi.advanceTimersByTimeAsync(20 * queryMs);
    expect(stuck.loads - loads).toBeLessThan(loads);
    stuck.isStuck = false;
    await vi.advanceTimersByTimeAsync(60 * queryMs);
    expect(texts(stuck)).toEqual(wordsOf(stuck));
    expect(texts()).toHaveLength(50);
    expect(await heardUntil()).toBe(linkedAt + 10);
  });

  it('and a page that does not list its chats are asked again', async () => {
    const chat = person();
    chat.write(linkedAt + 1);
    const evaluate = page.evaluate;
    page.evaluate = () => new Promise(() => undefined);
    begin();
    const said = chat.write(linkedAt + 2);
    inbox.came(said);
    await vi.advanceTimersByTimeAsync(queryMs + 10);
    expect(texts()).toEqual([said.body]);
    expect(await heardUntil()).toBeUndefined();
    page.evaluate = evaluate;
    await vi.advanceTimersByTimeAsync(queryMs + 10);
    expect(texts()).toEqual([said.body, chat.all[0]?.body]);
    expect(failures).toEqual([]);
    expect(await heardUntil()).toBe(linkedAt + 2);
  });

  it('is not asked for any more once the connection is over', async () => {
    const chat = stuckPerson();
    begin();
    await vi.advanceTimersByTimeAsync(5 * queryMs);
    inbox.mute();
    const { loads } = chat;
    await vi.advanceTimersByTimeAsync(600 * queryMs);
    expect(chat.loads).toBe(loads);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what comes while older messages are read', () => {
  it('comes after those of its own chat, and before those of others', async () => {
    const many = Array.from({ length: 100 }, person);
    for (const chat of many) for (let n = 1; n <= 45; n++) chat.write(linkedAt + n);
    const late = many[99] as Chat;
    begin();
    const said = late.write(linkedAt + 100);
    inbox.came(said);
    inbox.came(said);
    await settle();
    expect(texts()).toHaveLength(100 * 45 + 1);
    expect(texts(late)).toEqual(wordsOf(late));
    expect(texts().indexOf(said.body)).toBeLessThan(400);
  });

  it('waits for one try to read its chat and no longer', async () => {
    const chat = stuckPerson();
    begin();
    await settle();
    const said = chat.write(linkedAt + 2);
    inbox.came(said);
    await settle();
    expect(texts()).toEqual([]);
    await vi.advanceTimersByTimeAsync(queryMs);
    expect(texts()).toEqual([said.body]);
  });

  it('is left to the next page when this one ends before', async () => {
    const chat = stuckPerson();
    begin();
    await settle();
    inbox.came(chat.write(linkedAt + 2));
    await inbox.settled();
    expect(texts()).toEqual([]);
    expect(await heardUntil()).toBeUndefined();
    inbox.mute();
    chat.isStuck = false;
    begin();
    await settle();
    expect(texts()).toEqual(wordsOf(chat));
  });
});
