import { createHash, randomBytes } from 'node:crypto';
import { decryptPollVote, downloadMediaMessage, proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { textOf } from './client.js';
import { inAWorld } from './harness.js';

const at = inAWorld();
const SENDER = '5511900000001';
const PERSON = '5511900000002';
const JID = `${PERSON}@s.whatsapp.net`;
const { DELIVERY_ACK, READ, PLAYED } = proto.WebMessageInfo.Status;

test('a text is acknowledged, delivered decrypted, and read', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  const sent = await client.sock.sendMessage(JID, { text: 'olá' }, { messageId: 'A1' });
  expect(sent?.key.id).toBe('A1');
  expect((await client.acknowledged('A1')).error).toBeUndefined();
  await client.status('A1', DELIVERY_ACK);
  await client.status('A1', READ);
  expect(person.messages).toMatchObject([{ providerId: 'A1', from: SENDER, kind: 'text', text: 'olá', copies: 1 }]);
  expect(at.world.sums).toMatchObject({ accepted: 1, delivered: 1, read: 1, repeats: 0 });
  expect(at.world.phone(SENDER).sent).toMatchObject([{ providerId: 'A1', to: PERSON, text: 'olá', bySession: true }]);
  expect(at.world.failures).toEqual([]);
});

test('a conversation goes back and forth, past the first message with its keys', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  for (let turn = 0; turn < 5; turn++) {
    await client.sock.sendMessage(JID, { text: `question ${turn}` });
    await at.world.until(() => person.messages.some((message) => message.text === `question ${turn}`));
    await person.send({ to: SENDER, text: `answer ${turn}` });
    const { type, message } = await client.received(`answer ${turn}`);
    expect(type).toBe('notify');
    expect(message.key.remoteJid).toBe(JID);
    expect(message.pushName).toBe(person.name);
  }
  await at.world.until(() => person.sent.every((message) => message.deliveredAt !== null));
  expect(at.world.sums.retries).toBe(0);
  expect(at.world.failures).toEqual([]);
});

test('a picture goes out and is read by the phone, and one comes in and is read by the library', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  const file = randomBytes(100_001);
  await client.sock.sendMessage(JID, { document: file, mimetype: 'application/pdf', fileName: 'offer.pdf', caption: 'look' });
  const message = await at.world.until(() => person.messages[0]);
  expect(message).toMatchObject({ kind: 'document', text: 'look', media: { type: 'application/pdf', fileName: 'offer.pdf' } });
  expect(message.file?.equals(file)).toBe(true);

  const data = randomBytes(50_000);
  await person.send({ to: SENDER, text: 'mine', file: { name: 'me.png', type: 'image/png', data } });
  const { message: got } = await client.until(() => client.upserts.find(({ message }) => message.message?.imageMessage));
  expect(got.message?.imageMessage?.caption).toBe('mine');
  expect((await downloadMediaMessage(got, 'buffer', {})).equals(data)).toBe(true);
});

test('a voice message is played', async () => {
  const client = await at.linked(SENDER);
  await client.sock.sendMessage(
    JID,
    { audio: randomBytes(2000), ptt: true, mimetype: 'audio/ogg; codecs=opus', seconds: 2 },
    { messageId: 'V1' },
  );
  await client.status('V1', PLAYED);
  expect(at.world.phone(PERSON).messages[0]).toMatchObject({ kind: 'voice', copies: 1 });
});

test('the other kinds of content show on the phone as a person sees them', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  const kinds = () => person.messages.map(({ kind, text }) => [kind, text]);
  await client.sock.sendMessage(JID, { location: { degreesLatitude: -23.5, degreesLongitude: -46.6, name: 'Sé' } });
  await client.sock.sendMessage(JID, {
    contacts: {
      displayName: 'Ana',
      contacts: [{ displayName: 'Ana', vcard: 'BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nTEL;waid=5511:+5511\nEND:VCARD' }],
    },
  });
  await client.sock.sendMessage(JID, { poll: { name: 'When?', values: ['now', 'later'], selectableCount: 1 } });
  const text = await client.sock.sendMessage(JID, { text: 'first words' }, { messageId: 'T1' });
  await client.sock.sendMessage(JID, { text: 'an answer' }, { quoted: text as never });
  await client.sock.sendMessage(JID, { react: { text: '👍', key: { remoteJid: JID, fromMe: false, id: 'P1' } } });
  await at.world.until(() => person.messages.length === 6);
  expect(kinds()).toEqual([
    ['location', '-23.5,-46.6 Sé'],
    ['contact', 'Ana +5511'],
    ['poll', 'When?\n○ now\n○ later'],
    ['text', 'first words'],
    ['text', 'an answer'],
    ['reaction', '👍'],
  ]);
  expect(person.messages.map(({ about }) => about)).toEqual([null, null, null, null, 'T1', 'P1']);

  await client.sock.sendMessage(JID, { text: 'better words', edit: text?.key as never });
  await at.world.until(() => person.messages.find(({ edited, text }) => edited && text === 'better words'));
  await client.sock.sendMessage(JID, { delete: text?.key as never });
  await at.world.until(() => person.messages.find(({ providerId, revoked }) => providerId === 'T1' && revoked));
});

test('a vote is sealed as the library opens it, by number and by hidden identity', async () => {
  const client = await at.linked(SENDER);
  const [sender, person] = [at.world.phone(SENDER), at.world.phone(PERSON)];
  const poll = await client.sock.sendMessage(
    JID,
    { poll: { name: 'When?', values: ['Morning', 'Evening'], selectableCount: 1 } },
    { messageId: 'P2' },
  );
  await at.world.until(() => person.messages[0]?.kind === 'poll');
  const pollEncKey = poll?.message?.messageContextInfo?.messageSecret as Uint8Array;
  for (const [addressing, pollCreatorJid, voterJid] of [
    ['pn', `${SENDER}@s.whatsapp.net`, JID],
    ['lid', `${sender.lid}@lid`, `${person.lid}@lid`],
  ] as const) {
    person.addressing = addressing;
    for (const options of [['Evening'], []]) {
      const id = await person.send({ to: SENDER, vote: { poll: 'P2', options } });
      const { message } = await client.until(() => client.upserts.find((one) => one.message.key.id === id));
      const { vote, pollCreationMessageKey } = message.message?.pollUpdateMessage ?? {};
      expect(pollCreationMessageKey).toMatchObject({ id: 'P2', fromMe: true });
      const { selectedOptions } = decryptPollVote(vote as never, { pollCreatorJid, pollMsgId: 'P2', pollEncKey, voterJid });
      expect(selectedOptions.map((hash) => Buffer.from(hash).toString('hex'))).toEqual(
        options.map((option) => createHash('sha256').update(option).digest('hex')),
      );
      expect(person.sent.at(-1)).toMatchObject({ providerId: id, kind: 'vote', text: options.join(', ') });
    }
  }
  expect(sender.messages, 'phones show votes in their polls').toEqual([]);
  await expect(person.send({ to: SENDER, vote: { poll: 'P3', options: [] } })).rejects.toThrow('no such poll');
  await expect(person.send({ to: SENDER, vote: { poll: 'P2', options: ['At noon'] } })).rejects.toThrow('no such option');
  await expect(person.send({ to: SENDER, vote: { poll: 'P2', options: ['Morning', 'Evening'] } })).rejects.toThrow('fewer options');
});

test('the same id twice reaches the phone once, and both copies are counted', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  for (let copy = 0; copy < 3; copy++) await client.sock.sendMessage(JID, { text: 'once' }, { messageId: 'D1' });
  await at.world.until(() => person.messages[0]?.copies === 3);
  expect(person.messages).toHaveLength(1);
  expect(at.world.sums).toMatchObject({ accepted: 1, delivered: 1, repeats: 2 });
});

test('a phone that cannot read a message asks for it again and gets it', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  person.unreadable = 2;
  await client.sock.sendMessage(JID, { text: 'hard to read' }, { messageId: 'R1' });
  await at.world.until(() => person.messages.some((message) => message.text === 'hard to read'));
  await client.status('R1', DELIVERY_ACK);
  expect(at.world.sums.retries).toBe(2);
  expect(person.messages).toMatchObject([{ providerId: 'R1', copies: 1 }]);
});

test('a session that cannot read a message asks for it again and gets it', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  await person.send({ to: SENDER, text: 'well' });
  await client.received('well');
  await person.send({ to: SENDER, text: 'garbled', garbled: true });
  await client.received('garbled');
  expect(person.sent.at(-1)).toMatchObject({ text: 'garbled', retries: 1 });
});

test('a phone that forgot its sessions is understood again', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  await client.sock.sendMessage(JID, { text: 'one' });
  await at.world.until(() => person.messages.length === 1);
  await person.send({ to: SENDER, text: 'two' });
  await client.received('two');
  person.forgetSessions();
  await client.sock.sendMessage(JID, { text: 'three' });
  await at.world.until(() => person.messages.some((message) => message.text === 'three'));
  await person.send({ to: SENDER, text: 'four' });
  await client.received('four');
});

test('a phone with a new installation is written to with its new identity', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  await client.sock.sendMessage(JID, { text: 'one' });
  await at.world.until(() => person.messages.length === 1);
  await person.send({ to: SENDER, text: 'two' });
  await client.received('two');
  person.reinstall();
  await client.sock.sendMessage(JID, { text: 'three' });
  await at.world.until(() => person.messages.some((message) => message.text === 'three'));
  await person.send({ to: SENDER, text: 'four' });
  await client.received('four');
});

test('what comes while a session is away waits, and arrives as append', async () => {
  const client = await at.linked(SENDER);
  client.end();
  await client.closed();
  await at.world.until(() => at.world.devices(SENDER)[0]?.session === null);
  const person = at.world.phone(PERSON);
  for (const text of ['one', 'two', 'three']) await person.send({ to: SENDER, text });
  const again = at.connect(client.auth);
  const types = await Promise.all(['one', 'two', 'three'].map(async (text) => (await again.received(text)).type));
  expect(types).toEqual(['append', 'append', 'append']);
  await at.world.until(() => at.world.devices(SENDER)[0]?.waiting.length === 0);
  const third = at.connect(again.auth);
  await third.until(() => third.updates.some((update) => update.receivedPendingNotifications));
  expect(third.upserts).toEqual([]);
});

test('what is typed on the own phone comes as an echo and goes to the person', async () => {
  const client = await at.linked(SENDER);
  const id = await at.world.phone(SENDER).send({ to: PERSON, text: 'by hand' });
  const { message } = await client.until(() => client.upserts.find(({ message }) => textOf(message) === 'by hand'));
  expect(message.key).toMatchObject({ fromMe: true, remoteJid: JID, id });
  expect(at.world.phone(PERSON).messages).toMatchObject([{ text: 'by hand', from: SENDER }]);
});

test('a phone that is offline gets its messages when it is back', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  person.online = false;
  await client.sock.sendMessage(JID, { text: 'later' }, { messageId: 'L1' });
  await client.acknowledged('L1');
  expect(person.messages).toEqual([]);
  person.online = true;
  await client.status('L1', DELIVERY_ACK);
  expect(person.messages).toMatchObject([{ text: 'later' }]);
});

test('read marks and typing of the session show on the phone', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  await person.send({ to: SENDER, text: 'are you there?' });
  const { message } = await client.received('are you there?');
  await at.world.until(() => person.sent[0]?.deliveredAt);
  await client.sock.readMessages([message.key]);
  await at.world.until(() => person.sent[0]?.readAt);
  await client.sock.sendPresenceUpdate('composing', JID);
  await client.sock.sendPresenceUpdate('recording', JID);
  await client.sock.sendPresenceUpdate('paused', JID);
  await at.world.until(() => person.chatstates.length === 3);
  expect(person.chatstates).toMatchObject([
    { from: SENDER, state: 'composing' },
    { from: SENDER, state: 'recording' },
    { from: SENDER, state: 'paused' },
  ]);
});

test('the typing of a person shows in the session', async () => {
  const client = await at.linked(SENDER);
  const seen = new Promise<string>((resolve) =>
    client.sock.ev.on('presence.update', ({ id, presences }) => resolve(`${id} ${Object.values(presences)[0]?.lastKnownPresence}`)),
  );
  at.world.phone(PERSON).type(SENDER);
  expect(await seen).toBe(`${JID} composing`);
});

test('numbers without an account are known by the check', async () => {
  const client = await at.linked(SENDER);
  at.world.phone('5511900000009').registered = false;
  const found = await client.sock.onWhatsApp(`+${PERSON}`, '+5511900000009');
  // The library leaves those out that are not there.
  expect(found).toEqual([{ jid: JID, exists: true }]);
});

test('a person who blocks the sender gets nothing, and no receipt comes', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  person.blocks.add(SENDER);
  await client.sock.sendMessage(JID, { text: 'psst' }, { messageId: 'B1' });
  await client.acknowledged('B1');
  const other = at.world.phone('5511900000003');
  await client.sock.sendMessage(other.jid, { text: 'after' }, { messageId: 'B2' });
  await client.status('B2', READ);
  expect(person.messages).toEqual([]);
  expect(client.changes.some(({ key }) => key.id === 'B1')).toBe(false);
});

test('a phone that is known by its hidden identity is written to and heard by it', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  person.addressing = 'lid';
  await person.send({ to: SENDER, text: 'from a lid' });
  const { message } = await client.received('from a lid');
  expect(message.key).toMatchObject({ remoteJid: `${person.lid}@lid`, remoteJidAlt: JID, addressingMode: 'lid' });
  await client.sock.sendMessage(message.key.remoteJid as string, { text: 'to a lid' }, { messageId: 'I1' });
  await client.sock.sendMessage(JID, { text: 'to its number' }, { messageId: 'I2' });
  await at.world.until(() => person.messages.length === 2);
  const { key } = await client.status('I2', READ);
  expect(key.remoteJid).toBe(`${person.lid}@lid`);
  expect(person.messages.map(({ from, text }) => [from, text])).toEqual([
    [SENDER, 'to a lid'],
    [SENDER, 'to its number'],
  ]);
  expect(at.world.sums.retries).toBe(0);
});

test('a phone that hides its number is answered by its identity alone', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  person.addressing = 'hidden';
  await person.send({ to: SENDER, text: 'who am I?' });
  const { message } = await client.received('who am I?');
  expect(message.key.remoteJid).toBe(`${person.lid}@lid`);
  expect(message.key.remoteJidAlt).toBeUndefined();
  await client.sock.sendMessage(message.key.remoteJid as string, { text: 'no idea' }, { messageId: 'H1' });
  await client.status('H1', READ);
  expect(person.messages).toMatchObject([{ text: 'no idea', from: SENDER }]);
});

test('a session that lost its last writes in a crash is understood again, and understands', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  await client.sock.sendMessage(JID, { text: 'one' });
  await at.world.until(() => person.messages.length === 1);
  await person.send({ to: SENDER, text: 'two' });
  await client.received('two');
  const crash = client.auth.snapshot();
  await client.sock.sendMessage(JID, { text: 'three' });
  await at.world.until(() => person.messages.some(({ text }) => text === 'three'));
  client.end();
  crash();
  const again = at.connect(client.auth, { getMessage: async () => ({ conversation: 'four' }) });
  await again.opened();
  await again.sock.sendMessage(JID, { text: 'four' });
  await at.world.until(() => person.messages.some(({ text }) => text === 'four'));
  await person.send({ to: SENDER, text: 'five' });
  await again.received('five');
});

test('a number that was only looked up is no phone yet', async () => {
  const client = await at.linked(SENDER);
  await client.sock.onWhatsApp('5511900000008');
  expect(at.world.allPhones.map(({ number }) => number)).toEqual([SENDER]);
});

test('two sessions of the world write to each other', async () => {
  const one = await at.linked(SENDER);
  const two = await at.linked(PERSON);
  await one.sock.sendMessage(JID, { text: 'are you a machine?' }, { messageId: 'S1' });
  const { message } = await two.received('are you a machine?');
  expect(message.key.id).toBe('S1');
  await two.sock.sendMessage(message.key.remoteJid as string, { text: 'you too?' });
  await one.received('you too?');
  expect(at.world.phone(PERSON).messages).toMatchObject([{ text: 'are you a machine?' }]);
});

test('the person answers what it reads', async () => {
  const client = await at.linked(SENDER);
  at.world.phone(PERSON).replyWith = 'stop';
  await client.sock.sendMessage(JID, { text: 'buy' });
  await client.received('stop');
});

test('people take messages back and change them', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  const id = await person.send({ to: SENDER, text: 'helo' });
  await client.received('helo');
  await person.edit(SENDER, id, 'hello');
  await client.until(() => client.changes.find(({ key, update }) => key.id === id && update.message?.editedMessage));
  await person.revoke(SENDER, id);
  await client.until(() => client.changes.find(({ key, update }) => key.id === id && update.message === null));
});

test('people write all sorts of things', async () => {
  const client = await at.linked(SENDER);
  const person = at.world.phone(PERSON);
  await client.sock.sendMessage(JID, { text: 'well?' }, { messageId: 'Q1' });
  await at.world.until(() => person.messages.length === 1);
  const data = randomBytes(900);
  await person.send({ to: SENDER, text: 'yes', quote: 'Q1' });
  await person.send({ to: SENDER, reaction: { to: 'Q1', text: '❤️' } });
  await person.send({ to: SENDER, location: { latitude: 1.5, longitude: 2.5, name: 'here' } });
  await person.send({ to: SENDER, contact: { name: 'Bia', phone: '+5511900000004' } });
  await person.send({ to: SENDER, file: { name: 'v.ogg', type: 'audio/ogg; codecs=opus', data, voice: true } });
  await person.send({ to: SENDER, file: { name: 's.webp', type: 'image/webp', data, sticker: true } });
  await person.send({ to: SENDER, text: 'end' });
  await client.received('end');
  const got = client.upserts.filter(({ message }) => !message.key.fromMe).map(({ message }) => message.message ?? {});
  expect(got.find((message) => message.extendedTextMessage)?.extendedTextMessage).toMatchObject({
    text: 'yes',
    contextInfo: { stanzaId: 'Q1' },
  });
  expect(got.find((message) => message.reactionMessage)?.reactionMessage).toMatchObject({ text: '❤️', key: { id: 'Q1' } });
  expect(got.find((message) => message.locationMessage)?.locationMessage).toMatchObject({ degreesLatitude: 1.5, name: 'here' });
  expect(got.find((message) => message.contactMessage)?.contactMessage?.vcard).toContain('+5511900000004');
  expect(got.find((message) => message.audioMessage)?.audioMessage).toMatchObject({ ptt: true });
  const sticker = client.upserts.find(({ message }) => message.message?.stickerMessage)?.message;
  expect((await downloadMediaMessage(sticker as never, 'buffer', {})).equals(data)).toBe(true);
});

test('a file that the media host has lost cannot be fetched', async () => {
  const client = await at.linked(SENDER);
  await at.world.phone(PERSON).send({ to: SENDER, file: { name: 'p.png', type: 'image/png', data: randomBytes(900) } });
  const { message } = await client.until(() => client.upserts.find(({ message }) => message.message?.imageMessage));
  at.world.media.refusesDownloads = true;
  await expect(downloadMediaMessage(message, 'buffer', {})).rejects.toThrow();
});
