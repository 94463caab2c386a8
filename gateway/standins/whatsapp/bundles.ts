import type { BinaryNode } from '@whiskeysockets/baileys';
import { bigEndian, bytes, child, node, uint } from './nodes.js';
import type { KeyBundle } from './signal.js';

/** Keys of a device as nodes, as look-ups and retry receipts carry them. */
export function bundleNodes(bundle: KeyBundle): BinaryNode[] {
  const key = (tag: string, id: number, value: Uint8Array, signature?: Uint8Array) =>
    node(tag, {}, [node('id', {}, bigEndian(id, 3)), node('value', {}, value), ...(signature ? [node('signature', {}, signature)] : [])]);
  return [
    node('type', {}, Buffer.from([5])),
    node('identity', {}, bundle.identity),
    key('skey', bundle.signed.id, bundle.signed.key, bundle.signed.signature),
    ...(bundle.oneTime ? [key('key', bundle.oneTime.id, bundle.oneTime.key)] : []),
  ];
}

export function readBundle(keys: BinaryNode, registrationId: number): KeyBundle {
  const key = child(keys, 'key');
  return {
    registrationId,
    identity: bytes(child(keys, 'identity')),
    signed: readSigned(child(keys, 'skey')),
    ...(key ? { oneTime: { id: uint(child(key, 'id')), key: bytes(child(key, 'value')) } } : {}),
  };
}

export const readSigned = (key: BinaryNode | undefined): KeyBundle['signed'] => ({
  id: uint(child(key, 'id')),
  key: bytes(child(key, 'value')),
  signature: bytes(child(key, 'signature')),
});
