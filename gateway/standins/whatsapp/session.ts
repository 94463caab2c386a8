import { randomBytes } from 'node:crypto';
import { type BinaryNode, jidDecode } from '@whiskeysockets/baileys';
import { readSigned } from './bundles.js';
import type { Device } from './device.js';
import type { Line } from './line.js';
import { keysOf, lookUp } from './lookups.js';
import type { Envelope } from './messages.js';
import { bigEndian, bytes, child, children, first, node, SERVER, uint } from './nodes.js';
import type { SessionSettings } from './settings.js';
import { judge } from './verdict.js';
import type { World } from './world.js';

/** One login of a linked device: answers what its library asks and carries what it sends. */
export class Session {
  constructor(
    private readonly world: World,
    readonly device: Device,
    readonly line: Line,
  ) {
    line.onNode = (received) => this.take(received);
    line.onClose = () => {
      if (device.session === this) device.session = null;
      world.changed();
    };
    device.session = this;
    device.logins++;
    this.line.send(
      node('success', {
        t: world.seconds(),
        props: '27',
        abprops: '1',
        location: 'loc',
        lid: device.lid,
        creation: world.seconds(),
        companion_enc_static: randomBytes(32).toString('base64'),
      }),
    );
    this.line.send(node('ib', {}, [node('edge_routing', {}, [node('routing_info', {}, Buffer.from([8, 13, 8, 2]))])]));
    world.changed();
  }

  setting<K extends keyof SessionSettings>(name: K): SessionSettings[K] {
    return this.device.settings[name] ?? this.world.settings[name];
  }

  send(stanza: BinaryNode) {
    this.line.send(stanza);
    if (this.world.draw(this.device.phone.number, 'duplicate', this.setting('duplicateEventRate'))) this.line.send(stanza);
  }

  /** The device has few one-time keys left. */
  wantKeys() {
    const count = node('count', { value: String(this.device.oneTimeKeys) });
    this.line.send(node('notification', { from: SERVER, type: 'encrypt', id: this.world.stanzaId(), t: this.world.seconds() }, [count]));
  }

  /** New chats are closed to the account, or open again. */
  tellRestriction() {
    const { world } = this;
    const data = JSON.stringify({ data: { xwa2_notify_account_reachout_timelock: this.restriction } });
    const update = node('update', { op_name: 'NotificationUserReachoutTimelockUpdate' }, Buffer.from(data));
    this.line.send(node('notification', { from: SERVER, type: 'mex', id: world.stanzaId(), t: world.seconds() }, [update]));
  }

  private get restriction() {
    const until = this.device.restrictedUntil;
    const ends = Number.isFinite(until) ? String(Math.ceil(until / 1000)) : '0';
    return { is_active: until > this.world.now(), time_enforcement_ends: ends, enforcement_type: 'DEFAULT' };
  }

  private async take(received: BinaryNode) {
    const { attrs } = received;
    switch (received.tag) {
      case 'iq':
        if (attrs.type === 'get' || attrs.type === 'set') this.query(received);
        break;
      case 'message':
        this.message(received);
        break;
      case 'receipt':
        this.receipt(received);
        break;
      case 'ack':
        this.device.done(`${attrs.class}:${attrs.id}:${attrs.type ?? ''}`);
        if (attrs.class === 'message') this.device.done(`message:${attrs.id}:`);
        break;
      case 'chatstate': {
        const state = first(received);
        if (state) this.world.find(attrs.to)?.sees(this.device.phone.number, state.attrs.media === 'audio' ? 'recording' : state.tag);
        break;
      }
      case 'presence':
        if (attrs.type !== 'subscribe') this.device.phone.presence = attrs.type ?? this.device.phone.presence;
        break;
    }
  }

  // ---- what libraries ask ----

  private query(received: BinaryNode) {
    if (this.device.cutAtLogin) {
      this.device.cutAtLogin = false;
      this.line.cut();
      return;
    }
    const question = first(received);
    const asked = `${received.attrs.xmlns}/${received.attrs.type}/${question?.tag ?? ''}`;
    switch (asked) {
      case 'encrypt/get/count':
        return this.answer(received, [node('count', { value: String(this.device.oneTimeKeys) })]);
      case 'encrypt/get/digest':
        return this.answer(received, [node('digest', {}, [node('registration', {}, bigEndian(this.device.registrationId, 4))])]);
      case 'encrypt/get/key':
        return this.answer(received, [
          node(
            'list',
            {},
            children(question, 'user').map((user) => keysOf(this.world, user.attrs.jid as string)),
          ),
        ]);
      case 'encrypt/set/rotate':
        this.device.signed = readSigned(child(question, 'skey'));
        return this.answer(received);
      case 'encrypt/set/registration':
        this.device.registrationId = uint(question);
        this.device.signed = readSigned(child(received, 'skey'));
        this.device.addKeys(
          children(child(received, 'list'), 'key').map((key) => ({ id: uint(child(key, 'id')), key: bytes(child(key, 'value')) })),
        );
        return this.answer(received);
      case 'passive/set/active':
        this.answer(received);
        return this.catchUp();
      case 'usync/get/usync':
        if (!this.setting('dropLookups')) this.answer(received, [lookUp(this.world, question as BinaryNode)]);
        return;
      case 'w:m/set/media_conn':
        return this.answer(received, [
          node(
            'media_conn',
            { auth: this.world.media.token, ttl: '3600', auth_ttl: '21600', max_buckets: '12' },
            this.world.media.hosts.map((hostname) => node('host', { hostname, maxContentLengthBytes: String(100 << 20) })),
          ),
        ]);
      case 'abt/get/props':
        return this.answer(received, [
          node('props', { protocol: '1', hash: 'standin', refresh: '86400' }, [node('prop', { config_code: '10518', config_value: '1' })]),
        ]);
      case 'privacy/get/privacy': {
        const all = ['readreceipts', 'profile', 'status', 'online', 'last', 'groupadd', 'calladd'];
        return this.answer(received, [
          node(
            'privacy',
            {},
            all.map((name) => node('category', { name, value: name === 'readreceipts' ? this.device.phone.readReceipts : 'all' })),
          ),
        ]);
      }
      case 'blocklist/get/':
        return this.answer(received, [
          node(
            'list',
            {},
            [...this.device.phone.blocks].map((number) => node('item', { jid: this.world.phone(number).jid })),
          ),
        ]);
      case 'blocklist/set/item': {
        const other = this.world.find(question?.attrs.pn_jid ?? question?.attrs.jid);
        if (other && question?.attrs.action === 'block') this.device.phone.blocks.add(other.number);
        else if (other) this.device.phone.blocks.delete(other.number);
        return this.answer(received, [node('list')]);
      }
      case 'md/set/remove-companion-device':
        this.answer(received);
        this.world.remove(this.device);
        return;
      case 'w:sync:app:state/set/sync': {
        const collections = children(question, 'collection').map(({ attrs }) =>
          node('collection', { name: attrs.name, version: attrs.version ?? '0' }, [node('patches')]),
        );
        return this.answer(received, [node('sync', {}, collections)]);
      }
      case 'w:profile:picture/get/picture':
        return this.error(received, '404', 'item-not-found');
      case 'w:g2/get/participating':
        return this.answer(received, [node('groups')]);
      case 'w:biz/get/business_profile':
        return this.answer(received, [node('business_profile', { v: '244' })]);
      case 'w:mex/get/query': {
        // The only one that a library asks by itself: is the account kept from new chats?
        const active = this.device.restrictedUntil > this.world.now();
        const data = {
          xwa2_fetch_account_reachout_timelock: { is_active: active, time_enforcement_ends: '0', enforcement_type: 'DEFAULT' },
        };
        return this.answer(received, [node('result', { query_id: question?.attrs.query_id }, Buffer.from(JSON.stringify({ data })))]);
      }
      default:
        return this.answer(received);
    }
  }

  private answer(received: BinaryNode, content?: BinaryNode[]) {
    const result = node('iq', { from: SERVER, type: 'result', id: received.attrs.id }, content);
    this.world.after(this.setting('latencyMs'), () => this.line.send(result));
  }

  private error(received: BinaryNode, code: string, text: string) {
    this.line.send(node('iq', { from: SERVER, type: 'error', id: received.attrs.id }, [node('error', { code, text })]));
  }

  /** What waited while the device was away, and what its phone owes a new one. */
  private catchUp() {
    const waiting = this.device.waiting;
    if (waiting.length) {
      const count = String(waiting.length);
      this.line.send(
        node('ib', {}, [node('offline_preview', { count, message: count, receipt: '0', notification: '0', appdata: '0', call: '0' })]),
      );
    }
    for (const stanza of waiting) this.line.send({ ...stanza, attrs: { ...stanza.attrs, offline: '0' } });
    this.line.send(node('ib', {}, [node('offline', { count: String(waiting.length) })]));
    if (!this.device.fresh) return;
    this.device.fresh = false;
    this.world.run(this.device.phone.introduce(this.device));
  }

  // ---- what libraries send ----

  private message(received: BinaryNode) {
    const { world, device } = this;
    const { id, to, category } = received.attrs as { id: string; to: string; category?: string };
    const target = world.find(to);
    const number = target?.number ?? to.split('@')[0] ?? '';
    const peer = category === 'peer' || target === device.phone;
    const verdict = peer ? null : judge(world, device, target, number, this.setting('dropAckRate'));
    if (verdict?.cut) {
      this.line.cut();
      if (verdict.cut === 'lost') return;
    }
    if (verdict?.error) return this.acknowledge(received, verdict.error);
    if (!verdict?.lost) {
      world.taken(device.phone.number, number, id, peer);
      for (const envelope of this.envelopes(received)) this.post(envelope);
    }
    if (!verdict || verdict.acknowledged)
      world.after(this.setting('latencyMs') + this.setting('ackDelayMs'), () => this.acknowledge(received));
  }

  private envelopes(received: BinaryNode): Envelope[] {
    const { attrs } = received;
    const shared = {
      id: attrs.id as string,
      from: this.device,
      to: attrs.to as string,
      type: attrs.type,
      edit: attrs.edit,
      category: attrs.category,
      at: this.world.now(),
    };
    const direct = children(received, 'enc').map((enc) => ({ ...shared, jid: attrs.to as string, enc }));
    const fanned = children(child(received, 'participants'), 'to').flatMap((to) =>
      children(to, 'enc').map((enc) => ({ ...shared, jid: to.attrs.jid as string, enc })),
    );
    return [...direct, ...fanned];
  }

  private post(envelope: Envelope) {
    const phone = this.world.find(envelope.jid);
    if (!phone?.registered) return;
    const id = jidDecode(envelope.jid)?.device ?? 0;
    if (id === 0) phone.receive(envelope);
    else phone.devices.get(id)?.push(`message:${envelope.id}:`, this.forwarded(envelope, phone.devices.get(id) as Device));
  }

  /** Two sessions of the same world write to each other: what the other one gets. */
  private forwarded(envelope: Envelope, to: Device): BinaryNode {
    const own = to.phone === this.device.phone;
    const { phone } = this.device;
    return node(
      'message',
      {
        from: phone.addressing === 'pn' ? this.device.jid : this.device.lid,
        id: envelope.id,
        type: envelope.type,
        t: this.world.seconds(),
        recipient: own ? envelope.to : undefined,
        notify: phone.name,
        edit: envelope.edit,
        ...phone.otherAddress,
      },
      [envelope.enc],
    );
  }

  private acknowledge(received: BinaryNode, error?: string) {
    const { id, to } = received.attrs;
    this.line.send(node('ack', { class: 'message', id, from: to, t: this.world.seconds(), error }));
  }

  private receipt(received: BinaryNode) {
    const { id, to, type, recipient } = received.attrs as { id: string; to: string; type?: string; recipient?: string };
    this.device.done(`message:${id}:`);
    this.line.send(node('ack', { class: 'receipt', id, from: to, type, recipient }));
    const phone = this.world.find(to);
    if (!phone) return;
    const ids = [id, ...children(child(received, 'list'), 'item').map((item) => item.attrs.id as string)];
    if (type === 'retry') this.world.run(phone.again(this.device, id, received));
    else phone.confirmed(this.device, ids, type);
  }
}
