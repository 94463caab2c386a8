import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type BinaryNode, proto, type USyncQuery } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { FrameGate } from '../src/engines/baileys/gate.ts';
import { heard } from '../src/engines/baileys/hear.ts';
import { addressOf, isCrowd, isPerson, lidOf, numberOf } from '../src/engines/baileys/numbers.ts';
import { Outbox } from '../src/engines/baileys/outbox.ts';
import { closing, refusal } from '../src/engines/baileys/refusals.ts';
import { librarySays } from '../src/engines/baileys/say.ts';
import { choices, voteIn } from '../src/engines/baileys/votes.ts';
import { describe as described } from '../src/log.ts';
import { isSameNumber } from '../src/numbers.ts';

describe('numbers and addresses', () => {
  it('are two forms of one', () => {
    expect(addressOf('+5511987654321')).toBe('5511987654321@s.whatsapp.net');
    expect(addressOf('184467440737095@lid')).toBe('184467440737095@lid');
    expect(numberOf('5511987654321:7@s.whatsapp.net')).toBe('+5511987654321');
    expect(numberOf('184467440737095@lid')).toBeUndefined();
    expect(lidOf('184467440737095:3@lid')).toBe('184467440737095@lid');
  });

  it.each([
    ['+5511987654321', '+551187654321', true],
    ['+5511987654321', '+5511987654322', false],
    ['+5215512345678', '+525512345678', true],
    ['+5491123456789', '+541123456789', true],
    ['+4915112345678', '+4915112345678', true],
    ['+551133334444', '+5511933334444', true],
  ])('%s and %s are the same number: %s', (one, other, isSame) => expect(isSameNumber(one, other)).toBe(isSame));

  it('are of people or of crowds', () => {
    expect(['5511987654321@s.whatsapp.net', '1844@lid'].map(isPerson)).toEqual([true, true]);
    expect(['1203@g.us', 'status@broadcast', '12@newsletter'].map(isCrowd)).toEqual([true, true, true]);
    expect(['@s.whatsapp.net', 's.whatsapp.net', '5511987654321@s.whatsapp.net'].map(isCrowd)).toEqual([false, false, false]);
  });
});

describe('codes', () => {
  it.each([
    [515, 'connecting', { kind: 'again' }],
    [401, 'open', { kind: 'logged-out' }],
    [403, 'open', { kind: 'banned' }],
    [440, 'open', { kind: 'lost', reason: 'sender-replaced' }],
    [408, 'qr', { kind: 'qr-ended' }],
    [408, 'open', { kind: 'lost', reason: 'connection-lost' }],
    [405, 'connecting', { kind: 'lost', reason: 'start-failed' }],
    [503, 'connecting', { kind: 'lost', reason: 'network-failure' }],
    [undefined, 'open', { kind: 'lost', reason: 'connection-lost' }],
  ] as const)('%s while %s', (code, phase, becomes) => expect(closing(code, 'raw', phase)).toMatchObject(becomes));

  it.each([
    ['463', { outcome: 'refused', reason: 'sender-restricted', fault: 'sender' }],
    ['429', { outcome: 'retry', reason: 'rate-limited', afterMs: 60_000 }],
    ['479', { outcome: 'retry' }],
    ['408', { outcome: 'retry', reason: 'network-failure' }],
    ['552', { outcome: 'retry', reason: 'network-failure' }],
    ['499', { outcome: 'refused', reason: 'content-refused', raw: 'ack error 499' }],
  ])('of an ack: %s', (error, outcome) => expect(refusal(error)).toMatchObject(outcome));
});

describe('the number check', () => {
  const number = '+5511987654321';
  const jid = '5511987654321@s.whatsapp.net';
  const ask = async (...content: BinaryNode[]) => {
    const learned: unknown[] = [];
    const users: BinaryNode = { tag: 'list', attrs: {}, content: [{ tag: 'user', attrs: { jid }, content }] };
    const answer: BinaryNode = { tag: 'iq', attrs: { type: 'result' }, content: [{ tag: 'usync', attrs: {}, content: [users] }] };
    const sock = { executeUSyncQuery: async (query: USyncQuery) => query.parseUSyncQueryResult(answer) };
    const engine = { known: () => undefined, learn: (...what: unknown[]) => learned.push(what) };
    const outbox = new Outbox(sock as never, {} as never, engine as never, () => jid);
    return { answers: await outbox.check([number]), learned };
  };
  const contact = (type: string, ...content: BinaryNode[]): BinaryNode => ({
    tag: 'contact',
    attrs: { type },
    content: content.length > 0 ? content : Buffer.from(number),
  });

  it.each([
    ['in', jid],
    ['out', null],
    ['invalid', null],
  ])('takes and remembers the answer %j', async (type, address) => {
    expect(await ask(contact(type))).toEqual({ answers: new Map([[number, address]]), learned: [[number, address]] });
  });

  it.each([
    ['an answer without a word on it', []],
    ['only another word on the number', [{ tag: 'lid', attrs: { val: '1844@lid' } }]],
    ['a word that is not known', [contact('perhaps')]],
    ['an error', [contact('out', { tag: 'error', attrs: { code: '429' } })]],
  ] as [string, BinaryNode[]][])('takes %s for none, and remembers nothing', async (_, content) => {
    expect(await ask(...content)).toEqual({ answers: new Map(), learned: [] });
  });
});

describe('what is heard', () => {
  const file = { mimetype: 'image/jpeg', fileLength: 48_213, caption: 'This one' };
  it.each([
    [{ conversation: 'Hi' }, { content: { kind: 'text', text: 'Hi' } }],
    [
      { extendedTextMessage: { text: 'Yes', contextInfo: { stanzaId: '3EB0', mentionedJid: ['5511987654321@s.whatsapp.net'] } } },
      { content: { kind: 'text', text: 'Yes', mentions: ['+5511987654321'] }, replyTo: '3EB0' },
    ],
    [{ ephemeralMessage: { message: { conversation: 'Gone soon' } } }, { content: { kind: 'text', text: 'Gone soon' } }],
    [{ imageMessage: file }, { content: { kind: 'image', text: 'This one', media: { type: 'image/jpeg', bytes: 48_213 } } }],
    [
      { viewOnceMessageV2: { message: { imageMessage: file } } },
      { content: { kind: 'image', text: 'This one', media: { type: 'image/jpeg', bytes: 48_213 } } },
    ],
    [{ audioMessage: { mimetype: 'audio/ogg', ptt: true } }, { content: { kind: 'voice', media: { type: 'audio/ogg', bytes: 0 } } }],
    [{ audioMessage: {} }, { content: { kind: 'audio', media: { type: 'application/octet-stream', bytes: 0 } } }],
    [
      { documentWithCaptionMessage: { message: { documentMessage: { mimetype: 'application/pdf', fileName: 'a.pdf', caption: 'see' } } } },
      { content: { kind: 'document', text: 'see', media: { type: 'application/pdf', bytes: 0, fileName: 'a.pdf' } } },
    ],
    [{ reactionMessage: { text: '👍', key: { id: 'X' } } }, { content: { kind: 'reaction', text: '👍' }, replyTo: 'X' }],
    [
      { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 2 } },
      { content: { kind: 'location', location: { latitude: 1, longitude: 2 } } },
    ],
    [
      {
        contactMessage: {
          displayName: 'Bruno',
          vcard: 'BEGIN:VCARD\nORG:Lima;\nitem1.TEL;waid=5511912345678:+55 11 91234-5678\nTEL:0800 1\nEND:VCARD',
        },
      },
      { content: { kind: 'contact', contact: { name: 'Bruno', phones: ['+5511912345678', '0800 1'], organization: 'Lima' } } },
    ],
    [
      {
        contactsArrayMessage: {
          displayName: '3 contacts',
          contacts: [
            { displayName: 'Rui', vcard: 'TEL;waid=5511987654322:+55 11 98765-4322\nORG:Padaria;' },
            { displayName: 'Eva', vcard: 'TEL:123\nTEL:456' },
            { displayName: 'Ivo' },
          ],
        },
      },
      {
        content: {
          kind: 'contact',
          contact: { name: 'Rui', phones: ['+5511987654322'], organization: 'Padaria' },
          text: 'Eva 123 456\nIvo',
        },
      },
    ],
    [
      { pollCreationMessageV3: { name: 'When?', options: [{ optionName: 'Now' }] } },
      { content: { kind: 'poll', text: 'When?', pollOptions: ['Now'] } },
    ],
    [{ buttonsResponseMessage: { selectedDisplayText: 'Yes' } }, { content: { kind: 'text', text: 'Yes' } }],
    [
      { lottieStickerMessage: { message: { stickerMessage: { mimetype: 'application/was', fileLength: 9 } } } },
      { content: { kind: 'sticker', media: { type: 'application/was', bytes: 9 } } },
    ],
    [
      { pollCreationMessageV4: { message: { pollCreationMessage: { name: 'When?', options: [{ optionName: 'Now' }] } } } },
      { content: { kind: 'poll', text: 'When?', pollOptions: ['Now'] } },
    ],
    [
      { deviceSentMessage: { message: { ephemeralMessage: { message: { viewOnceMessageV2: { message: { conversation: 'Hi' } } } } } } },
      { content: { kind: 'text', text: 'Hi' } },
    ],
    [{ protocolMessage: { type: 0 } }, null],
    [{ protocolMessage: { type: 3, ephemeralExpiration: 86_400 } }, null],
    [{ editedMessage: { message: { protocolMessage: { type: 14, editedMessage: { conversation: 'Hi' } } } } }, null],
    [{ statusMentionMessage: { message: { protocolMessage: { type: 25 } } } }, null],
    [{ senderKeyDistributionMessage: {} }, null],
    [{ pollUpdateMessage: {}, messageContextInfo: {} }, null],
    [{ encReactionMessage: {} }, null],
    [{ albumMessage: { expectedImageCount: 2 } }, null],
    [{ call: {} }, null],
    [{ messageHistoryNotice: {} }, null],
    [{ extendedTextMessage: { text: '' } }, null],
    [{}, null],
    [undefined, null],
  ])('%j', (message, wanted) => expect(heard(message as proto.IMessage)).toEqual(wanted));

  const throughBytes = (message: object) => heard(proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish()));

  it.each([
    [{ buttonsMessage: { text: 'Bakery', contentText: 'Are you there?', footerText: 'Press' } }, 'Bakery\nAre you there?\nPress'],
    [{ listMessage: { title: 'Menu', description: 'What?', buttonText: 'Choose' } }, 'Menu\nWhat?'],
    [{ templateMessage: { hydratedTemplate: { hydratedTitleText: 'Hi', hydratedContentText: 'Yours is ready' } } }, 'Hi\nYours is ready'],
    [{ templateMessage: { hydratedFourRowTemplate: { hydratedContentText: 'Yours is ready' } } }, 'Yours is ready'],
    [{ templateMessage: { interactiveMessageTemplate: { body: { text: 'Yours is ready' } } } }, 'Yours is ready'],
    [{ viewOnceMessage: { message: { interactiveMessage: { header: { title: 'SAIR' }, body: { text: 'SAIR' } } } } }, 'SAIR'],
    [
      {
        interactiveMessage: { body: { text: 'Look' }, carouselMessage: { cards: [{ body: { text: 'One' } }, { body: { text: 'Two' } }] } },
      },
      'Look\nOne\nTwo',
    ],
    [{ groupInviteMessage: { groupJid: '1@g.us', groupName: 'Football', caption: 'Come along' } }, 'Football\nCome along'],
    [{ productMessage: { product: { title: 'Bread', description: 'Still warm' } } }, 'Bread\nStill warm'],
    [{ orderMessage: { orderTitle: 'Two loaves', message: 'For eight' } }, 'Two loaves\nFor eight'],
    [{ eventMessage: { name: 'Party', description: 'At ours', location: { name: 'Sé' } } }, 'Party\nAt ours\nSé'],
    [{ sendPaymentMessage: { noteMessage: { extendedTextMessage: { text: 'For the bread' } } } }, 'For the bread'],
    [{ listResponseMessage: { description: 'The second' } }, 'The second'],
  ])('is the words of %j', (message, text) => expect(throughBytes(message)).toEqual({ content: { kind: 'text', text } }));

  it.each([
    [{ groupInviteMessage: { groupJid: '1@g.us', contextInfo: { stanzaId: '3EB0' } } }, 'groupInviteMessage', '3EB0'],
    [{ orderMessage: { orderId: '1' } }, 'orderMessage'],
    [{ productMessage: {} }, 'productMessage'],
    [{ lottieStickerMessage: { message: {} } }, 'lottieStickerMessage'],
    [{ sendPaymentMessage: { noteMessage: { orderMessage: {} } } }, 'sendPaymentMessage'],
    [{ ephemeralMessage: { message: { placeholderMessage: { type: 0 }, messageContextInfo: {} } } }, 'placeholderMessage'],
    [{ contactsArrayMessage: {} }, 'contactsArrayMessage'],
    [{ messageContextInfo: {}, senderKeyDistributionMessage: {}, requestPhoneNumberMessage: {} }, 'requestPhoneNumberMessage'],
  ] as [object, string, string?][])('is told with the library’s name where it has no words and no kind: %j', (message, text, replyTo) => {
    expect(throughBytes(message)).toEqual({ content: { kind: 'unsupported', text }, ...(replyTo && { replyTo }) });
  });

  it('is told or passed over on purpose, whatever the library knows', () => {
    const names = Object.keys(proto.Message.prototype).filter((name) => name !== 'toJSON');
    const passedOver = names.filter((name) => heard({ [name]: {} } as never) === null);
    expect(names.length).toBeGreaterThan(80);
    expect(passedOver.sort()).toEqual([
      'albumMessage',
      'associatedChildMessage',
      'bcallMessage',
      'call',
      'callLogMesssage',
      'chat',
      'conversation',
      'documentWithCaptionMessage',
      'editedMessage',
      'encCommentMessage',
      'encEventResponseMessage',
      'encReactionMessage',
      'ephemeralMessage',
      'extendedTextMessage',
      'fastRatchetKeySenderKeyDistributionMessage',
      'groupStatusMessage',
      'groupStatusMessageV2',
      'keepInChatMessage',
      'limitSharingMessage',
      'messageContextInfo',
      'messageHistoryBundle',
      'messageHistoryNotice',
      'pinInChatMessage',
      'pollUpdateMessage',
      'protocolMessage',
      'scheduledCallEditMessage',
      'secretEncryptedMessage',
      'senderKeyDistributionMessage',
      'statusNotificationMessage',
      'statusStickerInteractionMessage',
      'stickerSyncRmrMessage',
      'viewOnceMessage',
      'viewOnceMessageV2',
      'viewOnceMessageV2Extension',
    ]);
  });

  it('is the same after it went through the library’s bytes', () => {
    const bytes = proto.Message.encode(proto.Message.fromObject({ imageMessage: { ...file, fileLength: 48_213 } })).finish();
    expect(heard(proto.Message.decode(bytes))?.content.media).toEqual({ type: 'image/jpeg', bytes: 48_213 });
  });
});

describe('a vote', () => {
  const [business, shop, ana, lady] = ['5511987654321@s.whatsapp.net', '100200300@lid', '5521998877665@s.whatsapp.net', '400500600@lid'];
  const secret = Buffer.alloc(32, 7);
  const poll = { pollCreationMessageV3: { name: 'When?', options: [{ optionName: 'Morning' }, { optionName: 'Evening' }] } };
  const context = { messageContextInfo: { messageSecret: secret } };
  const sealed = (maker: string, voter: string, ...options: string[]): proto.Message.IPollUpdateMessage => {
    const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), `P1${maker}${voter}Poll Vote`, 32));
    const encIv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, encIv).setAAD(Buffer.from(`P1\0${voter}`));
    const selectedOptions = options.map((option) => createHash('sha256').update(option).digest());
    const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish();
    const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return { pollCreationMessageKey: { id: 'P1' }, vote: { encIv, encPayload } };
  };
  const parties = { makers: [business, shop], voters: [ana, lady] };

  it.each([
    [business, ana],
    [business, lady],
    [shop, ana],
    [shop, lady],
  ])('of %s and %s is opened', (maker, voter) => {
    expect(choices(sealed(maker, voter, 'Evening'), { ...poll, ...context }, parties)).toEqual(['Evening']);
  });

  it('names its options in the order of the poll, and those that the poll does not have not at all', () => {
    expect(choices(sealed(shop, lady, 'Evening', 'At noon', 'Morning'), { ...poll, ...context }, parties)).toEqual(['Morning', 'Evening']);
    expect(choices(sealed(shop, lady), { ...poll, ...context }, parties)).toEqual([]);
  });

  it('is opened where messages disappear', () => {
    const vote = sealed(shop, lady, 'Morning');
    expect(choices(vote, { ephemeralMessage: { message: poll }, ...context }, parties)).toEqual(['Morning']);
    expect(choices(vote, { ephemeralMessage: { message: { ...poll, ...context } } }, parties)).toEqual(['Morning']);
    expect(choices(vote, { pollCreationMessageV4: { message: poll }, ...context }, parties)).toEqual(['Morning']);
    expect(voteIn({ ephemeralMessage: { message: { pollUpdateMessage: vote } } })).toEqual(vote);
  });

  it('stays closed to everybody else, and without its poll’s secret', () => {
    const vote = sealed(business, ana, 'Morning');
    expect(choices(vote, { ...poll, ...context }, { ...parties, voters: ['5521900000000@s.whatsapp.net'] })).toBeNull();
    expect(choices(vote, { ...poll, messageContextInfo: { messageSecret: Buffer.alloc(32, 8) } }, parties)).toBeNull();
    expect(choices(vote, poll, parties)).toBeNull();
    expect(choices(vote, { conversation: 'When?', ...context }, parties)).toBeNull();
    expect(choices({}, { ...poll, ...context }, parties)).toBeNull();
  });
});

describe('what is said', () => {
  const media = { sha256: '0'.repeat(64), type: 'audio/ogg', bytes: 1 };
  it.each([
    [{ kind: 'text' }],
    [{ kind: 'image', media: undefined }],
    [{ kind: 'location' }],
    [{ kind: 'contact' }],
    [{ kind: 'poll', text: 'When?' }],
    [{ kind: 'reaction', text: '👍' }],
  ] as const)('is nothing without what it needs: %j', (content) => expect(librarySays(content as never, '/file', null)).toBeNull());

  it('gives a voice note the codec that phones want', () => {
    expect(librarySays({ kind: 'voice', media }, '/file', null)).toMatchObject({ mimetype: 'audio/ogg; codecs=opus', ptt: true });
  });

  it('keeps what a contact is called from breaking its card', () => {
    const said = librarySays({ kind: 'contact', contact: { name: 'Lima; Bruno\nEND:VCARD', phones: ['+5511912345678'] } }, null, null);
    const card = (said as { contacts: { contacts: { vcard: string }[] } }).contacts.contacts[0]?.vcard as string;
    expect(card.split('\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:;Lima\\; Bruno\\nEND:VCARD;;;',
      'FN:Lima\\; Bruno\\nEND:VCARD',
      'TEL;type=CELL;type=VOICE;waid=5511912345678:+5511912345678',
      'END:VCARD',
    ]);
  });
});

describe('the gate', () => {
  const open = () => {
    let done: () => void = () => undefined;
    const work = new Promise<void>((resolve) => {
      done = resolve;
    });
    return { work, done };
  };

  it('lets frames pass at once when nothing is held', () => {
    const passed: number[] = [];
    new FrameGate().pass(() => passed.push(1));
    expect(passed).toEqual([1]);
  });

  it('holds a frame for what came before it, not for what comes after, and keeps the order', async () => {
    const gate = new FrameGate();
    const passed: number[] = [];
    const [first, second] = [open(), open()];
    gate.hold(first.work);
    gate.pass(() => passed.push(1));
    gate.hold(second.work);
    gate.pass(() => passed.push(2));
    await Promise.resolve();
    expect(passed).toEqual([]);
    first.done();
    await new Promise((resolve) => setImmediate(resolve));
    expect(passed).toEqual([1]);
    second.done();
    gate.pass(() => passed.push(3));
    await new Promise((resolve) => setImmediate(resolve));
    expect(passed).toEqual([1, 2, 3]);
    gate.pass(() => passed.push(4));
    expect(passed).toEqual([1, 2, 3, 4]);
  });

  it('lets nothing pass after what could not be done', async () => {
    const gate = new FrameGate();
    const passed: number[] = [];
    gate.hold(Promise.reject(new Error('disk full')));
    gate.pass(() => passed.push(1));
    await new Promise((resolve) => setImmediate(resolve));
    gate.pass(() => passed.push(2));
    await new Promise((resolve) => setImmediate(resolve));
    expect(passed).toEqual([]);
  });
});

describe('the log', () => {
  it('has no numbers of people', () => {
    expect(described(new Error('no session for 5511987654321@s.whatsapp.net or +55 (11) 98765-4321'))).toBe(
      'Error: no session for …@s.whatsapp.net or +…',
    );
  });
});
