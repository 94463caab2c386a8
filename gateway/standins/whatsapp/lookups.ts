import { type BinaryNode, jidDecode } from '@whiskeysockets/baileys';
import { PageDevice } from '../web/device.js';
import { bundleNodes } from './bundles.js';
import { bigEndian, bytes, child, children, inner, node, SERVER } from './nodes.js';
import type { Phone } from './phone.js';
import type { KeyBundle } from './signal.js';
import type { World } from './world.js';

/** The keys of one device, for one who wants to write to it. */
export function keysOf(world: World, jid: string): BinaryNode {
  const bundle = bundleOf(world, jid);
  if (!bundle) return node('user', { jid }, [node('error', { code: '404', text: 'item-not-found' })]);
  const content = [node('registration', {}, bigEndian(bundle.registrationId, 4)), ...bundleNodes(bundle)];
  return node('user', { jid }, content);
}

function bundleOf(world: World, jid: string): KeyBundle | null {
  const phone = world.find(jid);
  const id = jidDecode(jid)?.device ?? 0;
  if (!phone?.registered) return null;
  if (id === 0) return phone.box.bundle();
  return phone.devices.get(id)?.bundle() ?? null;
}

/** The devices that others encrypt for. */
const encrypting = (phone: Phone) => [...phone.devices.values()].filter((device) => !(device instanceof PageDevice));

/** Who is there, with which devices and under which hidden identity. */
export function lookUp(world: World, usync: BinaryNode): BinaryNode {
  const wanted = inner(child(usync, 'query')).map((protocol) => protocol.tag);
  const users = children(child(usync, 'list'), 'user').map((user) => {
    const asked = user.attrs.jid ?? `${bytes(child(user, 'contact')).toString().replace(/\D/g, '')}@${SERVER}`;
    const byLid = asked.endsWith('@lid');
    const phone = world.find(asked);
    const here = phone?.registered === true;
    const content: BinaryNode[] = [];
    for (const protocol of wanted) {
      if (protocol === 'contact') content.push(node('contact', { type: here ? 'in' : 'out' }));
      if (protocol === 'lid' && here && !byLid) content.push(node('lid', { val: `${phone.lid}@lid` }));
      if (protocol === 'devices') {
        const devices = here
          ? [node('device', { id: '0' }), ...encrypting(phone).map(({ id }) => node('device', { id: String(id), 'key-index': String(id) }))]
          : [];
        content.push(node('devices', {}, [node('device-list', {}, devices)]));
      }
      if (protocol === 'status' && here) content.push(node('status', { t: world.seconds() }, Buffer.from('')));
    }
    return node('user', { jid: phone && !byLid ? phone.jid : asked }, content);
  });
  return node('usync', { sid: usync.attrs.sid, index: '0', last: 'true', mode: 'query', context: usync.attrs.context }, [
    node(
      'result',
      {},
      wanted.map((tag) => node(tag)),
    ),
    node('list', {}, users),
  ]);
}
