// Longer than most: one script, as the page that it stands for, with the modules that libraries require of it. Names, events and shapes are those of
// WhatsApp's web client as whatsapp-web.js 1.34.7 uses them; the stand-in's server (../session.ts) is what it speaks to.
(() => {
  // ---- events and models ----

  class Emitter {
    #listeners = new Map();

    on(names, listener) {
      for (const name of names.split(' ')) this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
      return this;
    }

    once(name, listener) {
      const once = (...given) => {
        this.off(name, once);
        listener(...given);
      };
      return this.on(name, once);
    }

    off(name, listener) {
      this.#listeners.set(
        name,
        (this.#listeners.get(name) ?? []).filter((one) => one !== listener),
      );
    }

    hears(name) {
      return Boolean(this.#listeners.get(name)?.length);
    }

    trigger(name, ...given) {
      for (const listener of this.#listeners.get(name) ?? []) {
        try {
          listener(...given);
        } catch (error) {
          console.error(error);
        }
      }
    }
  }

  /** An address of a person. */
  class Wid {
    constructor(user, server) {
      this.user = user;
      this.server = server;
      this._serialized = `${user}@${server}`;
    }
    isLid() {
      return this.server === 'lid';
    }
    isUser() {
      return this.server === 'c.us' || this.server === 'lid';
    }
    isGroup() {
      return this.server === 'g.us';
    }
    isStatus() {
      return false;
    }
    toString() {
      return this._serialized;
    }
    toJSON() {
      return { user: this.user, server: this.server, _serialized: this._serialized };
    }
  }

  function createWid(from) {
    const text = typeof from === 'string' ? from : from?._serialized;
    const parts = /^(\d+)@(c\.us|lid|g\.us|s\.whatsapp\.net)$/.exec(text ?? '');
    if (!parts) throw new Error('wid error: invalid wid');
    return new Wid(parts[1], parts[2] === 's.whatsapp.net' ? 'c.us' : parts[2]);
  }

  class MsgKey {
    constructor({ from, to, id, selfDir, fromMe, remote }) {
      this.fromMe = fromMe ?? selfDir === 'out';
      this.remote = remote ?? (this.fromMe ? to : from);
      this.id = id;
      this._serialized = `${this.fromMe}_${this.remote._serialized}_${id}`;
    }
    toString() {
      return this._serialized;
    }
    static async newId() {
      const bytes = crypto.getRandomValues(new Uint8Array(9));
      return `3EB0${[...bytes]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase()}`;
    }
  }

  const keptFields = [
    ...['type', 't', 'ack', 'body', 'caption', 'notifyName', 'mimetype', 'filename', 'size', 'directPath', 'mediaKey', 'filehash'],
    ...['encFilehash', 'lat', 'lng', 'loc', 'clientUrl', 'vcardFormattedName', 'vcardList', 'pollName', 'pollOptions', 'quotedStanzaID'],
    'messageSecret',
    ...['mentionedJidList', 'isNewMsg', 'title', 'description', 'matchedText', 'isGif', 'links', 'local', 'self'],
  ];

  class Message extends Emitter {
    constructor(fields) {
      super();
      for (const name of keptFields) if (fields[name] !== undefined && typeof fields[name] !== 'function') this[name] = fields[name];
      this.id = fields.id;
      this.from = fields.from;
      this.to = fields.to;
      this.chat = fields.chat;
      if (this.messageSecret instanceof Uint8Array) this.messageSecret = toBase64(this.messageSecret);
      if (this.directPath) this.mediaData = { mediaStage: 'INIT' };
    }

    serialize() {
      const plain = {};
      for (const name of keptFields) if (this[name] !== undefined) plain[name] = this[name];
      const address = (wid) => wid?.toJSON?.() ?? wid;
      plain.mentionedJidList = (this.mentionedJidList ?? []).map((wid) => wid?._serialized ?? wid);
      if (this.quotedStanzaID) plain.quotedMsg = {};
      return {
        ...plain,
        id: { fromMe: this.id.fromMe, remote: address(this.id.remote), id: this.id.id, _serialized: this.id._serialized },
        from: address(this.from),
        to: address(this.to),
      };
    }

    unsafe() {
      return this;
    }

    canReply() {
      return true;
    }

    msgContextInfo() {
      return { quotedMsg: {}, quotedStanzaID: this.id.id, quotedParticipant: this.from };
    }

    /** States only go forward; an error only comes to what nobody has. */
    updateAck(ack) {
      if (ack < 0 ? this.ack > 0 : ack <= this.ack) return;
      this.ack = ack;
      collections.Msg.trigger('change', this);
      collections.Msg.trigger('change:ack', this, ack);
    }

    async downloadMedia() {
      this.mediaData.mediaStage = 'RESOLVED';
    }
  }

  class Messages extends Emitter {
    #all = new Map();

    /** Keys that are not found once, though they are there. */
    #hidden = new Set();

    get(key) {
      const text = key?._serialized ?? key;
      return this.#hidden.delete(text) ? undefined : this.#all.get(text);
    }

    hide(key) {
      this.#hidden.add(key._serialized);
    }

    byId(id) {
      return this.get(`true_${id}`) ?? [...this.#all.values()].find((message) => message.id.id === id);
    }

    async getMessagesById(keys) {
      return { messages: keys.map((key) => this.get(key)).filter(Boolean) };
    }

    getModelsArray() {
      return [...this.#all.values()];
    }

    add(message) {
      if (this.get(message.id)) return false;
      this.#all.set(message.id._serialized, message);
      message.chat.add(message);
      this.trigger('add', message);
      return true;
    }
  }

  /** So many messages of a chat are at hand when a page opens, and come when older ones are asked for. */
  const atHand = 20;

  class Chat {
    #messages = [];
    /** The newest so many of them. */
    #shown = 0;

    constructor(id) {
      this.id = id;
      this.t = 0;
      this.unreadCount = 0;
      this.mute = { expiration: 0 };
      this.msgs = { getModelsArray: () => this.#messages.slice(this.#messages.length - this.#shown) };
    }

    get formattedTitle() {
      return contacts.get(this.id._serialized)?.name ?? this.id.user;
    }

    add(message) {
      this.#messages.push(message);
      this.#shown = message.isNewMsg ? this.#shown + 1 : Math.max(this.#shown, Math.min(this.#messages.length, atHand));
      this.t = Math.max(this.t, message.t);
      if (message.id.fromMe || !message.isNewMsg) return;
      this.unreadCount++;
      collections.Chat.trigger('change:unreadCount', this.serialize());
    }

    earlier() {
      const hidden = this.#messages.length - this.#shown;
      const more = this.#messages.slice(Math.max(hidden - atHand, 0), hidden);
      this.#shown += more.length;
      return more;
    }

    serialize() {
      return { id: this.id.toJSON(), t: this.t, unreadCount: this.unreadCount, msgs: [], archive: false, pin: 0 };
    }
  }

  class Chats extends Emitter {
    #all = new Map();

    get(id) {
      return this.#all.get(id?._serialized ?? id);
    }

    getModelsArray() {
      return [...this.#all.values()].sort((a, b) => b.t - a.t);
    }

    async find(id) {
      return this.open(createWid(id));
    }

    open(wid) {
      const known = this.get(wid);
      if (known) return known;
      const chat = new Chat(wid);
      this.#all.set(wid._serialized, chat);
      return chat;
    }
  }

  const collections = {
    Msg: new Messages(),
    Chat: new Chats(),
    Contact: { get: () => undefined, find: async (id) => ({ id: createWid(id) }) },
  };

  /** Who is known, by every address of theirs. */
  const contacts = new Map();

  function learn(contact) {
    if (!contact) return;
    for (const address of [contact.address, contact.lid, contact.number]) if (address) contacts.set(address, contact);
  }

  // ---- the login, which the browser keeps ----

  const database = new Promise((resolve, reject) => {
    const opening = indexedDB.open('wawc', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('user');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });

  async function inStore(mode, act) {
    const transaction = (await database).transaction('user', mode);
    const request = act(transaction.objectStore('user'));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
    });
  }

  const login = {
    read: () => inStore('readonly', (store) => store.get('login')),
    write: (value) => inStore('readwrite', (store) => store.put(value, 'login')),
    forget: () => inStore('readwrite', (store) => store.delete('login')),
  };

  // ---- the connection ----

  const Socket = Object.assign(new Emitter(), {
    state: 'OPENING',
    hasSynced: false,
    logout: async () => {
      say({ logout: true });
      await login.forget();
      socket?.close();
    },
    reconnect: () => socket?.close(),
    takeover: () => socket?.close(),
  });
  const Cmd = Object.assign(new Emitter(), { refreshQR: () => say({ refresh: true }), openChatBottom: async () => true });
  const Conn = Object.assign(new Emitter(), {
    ref: undefined,
    platform: 'android',
    pushname: '',
    serialize: () => ({ platform: 'android', pushname: Conn.pushname }),
  });

  /** Final states: the page does not come back by itself. */
  const finals = ['CONFLICT', 'TOS_BLOCK', 'SMB_TOS_BLOCK', 'DEPRECATED_VERSION', 'PROXYBLOCK'];
  const firstWaitMs = 2000;
  const longestWaitMs = 30_000;
  let socket;
  let me;
  let waitMs = firstWaitMs;
  let asked = 0;
  const answers = new Map();
  /** Sent and not answered: said again after a reconnect, as the page does. */
  const unanswered = new Map();

  function become(state) {
    if (Socket.state === state || finals.includes(Socket.state)) return;
    Socket.state = state;
    Socket.trigger('change:state', Socket, state);
  }

  function say(said) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said));
  }

  function ask(said) {
    return new Promise((resolve) => {
      answers.set(++asked, resolve);
      say({ ...said, ask: asked });
    });
  }

  async function connect() {
    const known = await login.read();
    socket = new WebSocket('wss://web.whatsapp.com/ws/chat');
    socket.onopen = () => say({ hello: known ?? null });
    socket.onmessage = ({ data }) => void hear(JSON.parse(data)).catch((error) => console.error(error));
    socket.onclose = () => {
      if (finals.includes(Socket.state)) return;
      become('OPENING');
      setTimeout(connect, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    };
  }

  async function hear(said) {
    if (said.ref) {
      Conn.ref = said.ref;
      Conn.trigger('change:ref', Conn, said.ref);
      become('UNPAIRED');
    } else if (said.idle) become('UNPAIRED_IDLE');
    else if (said.linked) {
      become('PAIRING');
      await login.write(said.linked);
      socket.onclose = null;
      socket.close();
      await connect();
    } else if (said.welcome) welcome(said.welcome);
    else if (said.message) {
      learn(said.contact);
      take(said.message, true);
      if (!said.message.fromMe) say({ got: [said.message.id] });
    } else if (said.reaction) {
      learn(said.contact);
      upsertReaction(said.reaction);
    } else if (said.vote) {
      learn(said.contact);
      upsertVote(said.vote);
    } else if (said.ack !== undefined) {
      acknowledge(said.id, said.ack);
    } else if (said.answer) {
      answers.get(said.answer)?.(said);
      answers.delete(said.answer);
    } else if (said.logout) {
      await login.forget();
      finish('logout');
    } else if (said.mood) {
      mood = said.mood;
    } else if (said.state) {
      become(said.state);
      socket.close();
    }
  }

  function finish(command) {
    socket.onclose = null;
    socket.close();
    Cmd.trigger(command);
    location.href = '/?post_logout=1&logout_reason=0';
  }

  function welcome({ number, lid, name, messages, contacts: known }) {
    me = { pn: createWid(number), lid: createWid(lid) };
    Conn.pushname = name;
    for (const contact of known) learn(contact);
    for (const message of messages) {
      take(message, false);
      if (!message.fromMe) say({ got: [message.id] });
    }
    waitMs = firstWaitMs;
    become('CONNECTED');
    for (const again of unanswered.values()) say(again);
    if (Socket.hasSynced) return;
    Socket.hasSynced = true;
    // Libraries put their listener on when they see the state, which takes them a moment; real pages take seconds to come in step.
    const until = Date.now() + 20_000;
    const announce = () => {
      if (Socket.hears('change:hasSynced')) Socket.trigger('change:hasSynced', Socket, true);
      else if (Date.now() < until) setTimeout(announce, 25);
    };
    setTimeout(announce, 50);
  }

  function take(message, isNewMsg) {
    const remote = createWid(message.chat);
    const mine = remote.isLid() ? me.lid : me.pn;
    const known = collections.Msg.get(`${message.fromMe}_${message.chat}_${message.id}`);
    if (known) {
      known.updateAck(message.ack);
      return;
    }
    const [from, to] = message.fromMe ? [mine, remote] : [remote, mine];
    const id = new MsgKey({ from, to, id: message.id, fromMe: message.fromMe, remote });
    collections.Msg.add(new Message({ ...message, id, from, to, isNewMsg, chat: collections.Chat.open(remote) }));
  }

  function acknowledge(id, ack) {
    const waiting = unanswered.get(id);
    unanswered.delete(id);
    waiting?.settle?.(ack);
    collections.Msg.byId(id)?.updateAck(ack);
  }

  // ---- what is sent ----

  /** How the page takes the next message that it is to send: `forgets` does not find it again, `keeps` gives no answer. */
  let mood;

  function addAndSendMsgToChat(chat, fields) {
    const message = new Message({ ...fields, chat });
    const now = mood;
    mood = undefined;
    if (now === 'keeps') return [new Promise(() => undefined), new Promise(() => undefined)];
    let settle;
    const answered = new Promise((resolve) => {
      settle = (ack) => resolve({ messageSendResult: ack > 0 ? 'OK' : 'ERROR_UNKNOWN' });
    });
    const added = Promise.resolve().then(() => {
      collections.Msg.add(message);
      if (now === 'forgets') collections.Msg.hide(message.id);
      const { isNewMsg: _, quotedMsg: __, from: ___, to: ____, ...plain } = message.serialize();
      const said = { send: { ...plain, id: message.id.id, chat: chat.id._serialized, fromMe: true } };
      Object.defineProperty(said, 'settle', { value: settle, enumerable: false });
      unanswered.set(message.id.id, said);
      say(said);
    });
    return [added, answered];
  }

  const reactionTableMode = { bulkUpsert: () => undefined };
  const pollVoteTableMode = { bulkUpsert: () => undefined };

  /** The key of what stands in a chat without being a message of it. */
  const keyIn = (remote, { fromMe, id }) => ({
    fromMe,
    remote: remote._serialized,
    id,
    _serialized: `${fromMe}_${remote._serialized}_${id}`,
  });

  const authorIn = (remote, fromMe) => (fromMe ? (remote.isLid() ? me.lid : me.pn) : remote).toJSON();

  function upsertReaction({ id, fromMe, chat, text, parent, t }) {
    const remote = createWid(chat);
    const author = authorIn(remote, fromMe);
    reactionTableMode.bulkUpsert([
      {
        id: keyIn(remote, { id, fromMe }),
        reactionParentKey: keyIn(remote, parent),
        reactionText: text,
        reactionTimestamp: t,
        author,
        from: author,
      },
    ]);
  }

  function upsertVote({ id, fromMe, chat, parent, options, t }) {
    const remote = createWid(chat);
    const author = authorIn(remote, fromMe);
    pollVoteTableMode.bulkUpsert([
      {
        id: keyIn(remote, { id, fromMe }),
        pollUpdateParentKey: keyIn(remote, parent),
        selectedOptionLocalIds: options,
        senderTimestampMs: t,
        t,
        author,
        from: author,
      },
    ]);
  }

  async function sendReactionToMsg(message, text) {
    const id = await MsgKey.newId();
    const chat = message.id.remote._serialized;
    const parent = { id: message.id.id, fromMe: message.id.fromMe };
    const said = { react: { id, chat, parent: parent.id, parentFromMe: parent.fromMe, text } };
    const answered = new Promise((resolve) => Object.defineProperty(said, 'settle', { value: resolve, enumerable: false }));
    unanswered.set(id, said);
    upsertReaction({ id, fromMe: true, chat, text, parent, t: Date.now() });
    say(said);
    return { messageSendResult: (await answered) > 0 ? 'OK' : 'ERROR_UNKNOWN' };
  }

  // ---- files ----

  class OpaqueData {
    constructor(blob, type) {
      this.blob = blob;
      this.type = type;
    }
    static async createFromData(blob, type) {
      return blob instanceof OpaqueData ? blob : new OpaqueData(blob, type);
    }
    url() {
      return 'blob:none';
    }
    autorelease() {}
    formData() {
      return this.blob;
    }
  }

  const toBase64 = (buffer) => {
    let text = '';
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };

  function typeOf(mimetype, { isPtt, asDocument, asSticker }) {
    if (asDocument) return 'document';
    if (asSticker) return 'sticker';
    const [kind] = mimetype.split('/');
    if (kind === 'audio') return isPtt ? 'ptt' : 'audio';
    return kind === 'image' || kind === 'video' ? kind : 'document';
  }

  function prepRawMedia(opaque, params) {
    const { blob } = opaque;
    return {
      waitForPrep: async () => {
        const filehash = toBase64(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
        const data = {
          type: typeOf(opaque.type, params),
          mimetype: opaque.type,
          filename: blob.name,
          size: blob.size,
          filehash,
          mediaBlob: opaque,
          set: (fields) => Object.assign(data, fields),
          toJSON: () => {
            const { mediaBlob: _, set: __, toJSON: ___, ...plain } = data;
            return plain;
          },
        };
        mediaObjects.set(filehash, { type: data.type, filehash, size: blob.size, blob, contentInfo: {}, consolidate: () => undefined });
        return data;
      },
    };
  }

  const mediaObjects = new Map();

  async function upload(blob, type) {
    const answer = await fetch(`/upload?type=${type}`, { method: 'POST', body: blob });
    if (!answer.ok) throw new Error(`upload refused: ${answer.status}`);
    return answer.json();
  }

  async function uploadMedia({ mediaObject }) {
    const { url, ...entry } = await upload(mediaObject.blob, mediaObject.type);
    return {
      mediaEntry: {
        ...entry,
        mmsUrl: url,
        deprecatedMms3Url: url,
        uploadHash: entry.encFilehash,
        mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      },
    };
  }

  async function downloadAndMaybeDecrypt({ directPath, mediaKey, type }) {
    const answer = await fetch('/download', { method: 'POST', body: JSON.stringify({ type, directPath, mediaKey }) });
    if (!answer.ok) throw Object.assign(new Error('the file cannot be fetched'), { status: answer.status });
    return answer.arrayBuffer();
  }

  // ---- modules ----

  const linkPattern = /\bhttps?:\/\/[^\s]+/g;
  const findLinks = (text) => [...String(text ?? '').matchAll(linkPattern)].map(([href]) => ({ href, suspiciousCharacters: new Set() }));

  async function queryWidExists(wid) {
    const { known } = await ask({ exists: wid._serialized });
    learn(known);
    return known ? { wid: createWid(known.address), biz: false } : null;
  }

  const secret = () => toBase64(crypto.getRandomValues(new Uint8Array(32)));
  const keyPair = { pubKey: crypto.getRandomValues(new Uint8Array(32)) };

  const modules = {
    WAWebSocketModel: { Socket },
    WAWebCmd: { Cmd },
    WAWebConnModel: { Conn },
    WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
    WAWebAltDeviceLinkingApi: {
      setPairingType: () => undefined,
      initializeAltDeviceLinking: async () => undefined,
      initializeQRLinking: async () => undefined,
      startAltLinkingFlow: async (number) => (await ask({ code: number })).code,
    },
    WAWebLaunchSocketUtils: { refreshQR: () => say({ refresh: true }) },
    WABase64: { encodeB64: toBase64 },
    WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: 'UNKNOWN' },
    WAWebAdvSignatureApi: {},
    WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: keyPair }) } },
    WAWebSignalStoreApi: { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: keyPair }) } },
    WAWebUserPrefsMultiDevice: { getADVSecretKey: secret },
    WAWebMiscBrowserUtils: { info: () => ({ os: 'Linux', name: 'Chrome' }) },
    WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me?.pn, getMaybeMeLidUser: () => me?.lid },
    WAWebCollections: collections,
    WAWebSyncGatingUtils: {},
    WAWebCallCollection: {},
    WAWebAddonReactionTableMode: { reactionTableMode },
    WAWebAddonPollVoteTableMode: { pollVoteTableMode },
    WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
    WALinkify: { findLink: (text) => findLinks(text)[0], findLinks },
    WAWebWidFactory: { createWid, createWidFromWidLike: createWid, asUserWidOrThrow: createWid },
    WAWebMsgKey: MsgKey,
    WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
    WAWebSendMsgChatAction: { addAndSendMsgToChat },
    WAWebMsgReply: { canReplyMsg: () => true },
    WAWebQuotedMsgModelUtils: { getQuotedMsgObj: (message) => collections.Msg.byId(message.quotedStanzaID) },
    WAWebFindChatAction: {
      findOrCreateLatestChat: async (wid) => {
        if (!wid.isLid() && !contacts.has(wid._serialized) && !(await queryWidExists(wid))) throw new Error('No LID for user');
        return { chat: collections.Chat.open(wid) };
      },
    },
    WAWebLinkPreviewChatAction: {
      getLinkPreview: async ({ href }) => ({ data: { title: `Preview of ${new URL(href).host}`, description: '', matchedText: href } }),
    },
    WAWebVcardParsingUtils: { parseVcard: (text) => (/^FN:(.*)$/m.test(text) ? { text } : null) },
    WAWebVcardGetNameFromParsed: { vcardGetNameFromParsed: ({ text }) => /^FN:(.*)$/m.exec(text)[1].trim() },
    WAWebMediaOpaqueData: OpaqueData,
    WAWebPrepRawMedia: { prepRawMedia },
    WAWebMediaStorage: { getOrCreateMediaObject: (filehash) => mediaObjects.get(filehash) },
    WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
    WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
    WAWebMediaInMemoryBlobCache: { InMemoryMediaBlobCache: { put: () => undefined } },
    WAWebMediaMmsV4Upload: { uploadMedia },
    WAWebStartMediaUploadQpl: { startMediaUploadQpl: () => ({}) },
    WAWebUploadManager: {
      encryptAndUpload: async ({ blob, type }) => ({ ...(await upload(blob, type)), mimetype: blob.type, size: blob.size }),
    },
    WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt } },
    WAWebUpdateUnreadChatAction: {
      sendSeen: async ({ chat }) => {
        const unread = chat.msgs.getModelsArray().filter((message) => !message.id.fromMe);
        chat.unreadCount = 0;
        say({ seen: unread.map((message) => message.id.id) });
      },
    },
    WAWebStreamModel: { Stream: { markAvailable: () => undefined, markUnavailable: () => undefined } },
    WAWebChatStateBridge: {
      sendChatStateComposing: async (wid) => say({ chatstate: { to: wid._serialized, state: 'composing' } }),
      sendChatStateRecording: async (wid) => say({ chatstate: { to: wid._serialized, state: 'recording' } }),
      sendChatStatePaused: async (wid) => say({ chatstate: { to: wid._serialized, state: 'paused' } }),
    },
    WAWebPresenceChatAction: {
      sendPresenceAvailable: async () => say({ presence: 'available' }),
      sendPresenceUnavailable: async () => say({ presence: 'unavailable' }),
    },
    WAWebQueryExistsJob: { queryWidExists },
    WAWebApiContact: {
      getCurrentLid: (wid) => {
        const known = contacts.get(wid._serialized);
        return known && createWid(known.lid);
      },
      getPhoneNumber: (wid) => {
        const known = contacts.get(wid._serialized);
        return known?.number ? createWid(known.number) : undefined;
      },
      getAlternateUserWid: () => undefined,
    },
    WAWebSendReactionMsgAction: { sendReactionToMsg },
    WAWebChatLoadMessages: { loadEarlierMsgs: async ({ chat }) => chat.earlier() },
    WAWebLidMigrationUtils: { toPn: (wid) => modules.WAWebApiContact.getPhoneNumber(wid) },
  };

  window.Debug = { VERSION: '2.3000.1043857760' };
  window.require = (name) => {
    if (!Object.hasOwn(modules, name)) throw new Error(`Requiring unknown module "${name}"`);
    return modules[name];
  };

  void connect();
})();
