import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from '@whiskeysockets/baileys';

export const SERVER = 's.whatsapp.net';

export function node(tag: string, attrs: Record<string, string | undefined> = {}, content?: BinaryNode['content']): BinaryNode {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attrs)) if (value !== undefined) kept[name] = value;
  return content === undefined ? { tag, attrs: kept } : { tag, attrs: kept, content };
}

export const child = (of: BinaryNode | undefined, tag: string): BinaryNode | undefined => getBinaryNodeChild(of, tag);

export const children = (of: BinaryNode | undefined, tag: string): BinaryNode[] => getBinaryNodeChildren(of, tag);

export const inner = (of: BinaryNode | undefined): BinaryNode[] => (Array.isArray(of?.content) ? of.content : []);

export const first = (of: BinaryNode): BinaryNode | undefined => (Array.isArray(of.content) ? of.content[0] : undefined);

/** The bytes inside a node; a codec gives a string where the bytes are a known word. */
export function bytes(of: BinaryNode | undefined): Buffer {
  const content = of?.content;
  if (content instanceof Uint8Array) return Buffer.from(content);
  return Buffer.from(typeof content === 'string' ? content : '');
}

export const uint = (of: BinaryNode | undefined): number => {
  const content = bytes(of);
  return content.length ? content.readUIntBE(0, content.length) : 0;
};

export function bigEndian(value: number, length: number): Buffer {
  const content = Buffer.alloc(length);
  content.writeUIntBE(value, 0, length);
  return content;
}

export const seconds = (at = Date.now()) => Math.floor(at / 1000).toString();
