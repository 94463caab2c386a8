import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from './problem.ts';

const derive = promisify(scrypt) as (passphrase: string, salt: Buffer, bytes: number, options: object) => Promise<Buffer>;
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
/** Its last character is the version of the format. */
const magic = Buffer.from('PARLEYLOGIN2');
const digestBytes = 32;

/**
 * A login as a file that only the passphrase opens: magic, length and name of the engine, salt (16), nonce (12), tag (16), ciphertext, and the SHA-256 of all that
 * comes before it. The digest keeps nobody out; it tells a file that was damaged on its way from a wrong passphrase.
 */
export async function seal(login: Buffer, engine: string, passphrase: string): Promise<Buffer> {
  const head = Buffer.concat([magic, Buffer.of(engine.length), Buffer.from(engine, 'latin1')]);
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, 32, cost), nonce).setAAD(head);
  const sealed = Buffer.concat([cipher.update(login), cipher.final()]);
  const file = Buffer.concat([head, salt, nonce, cipher.getAuthTag(), sealed]);
  return Buffer.concat([file, digest(file)]);
}

/** Refuses what is no such file, is damaged, is of another engine, or opens with another passphrase: in this order, each by its own name. */
export async function unseal(file: Buffer, engine: string, passphrase: string): Promise<Buffer> {
  if (!file.subarray(0, magic.length).equals(magic)) throw new Problem(400, 'file-unreadable', 'The file is not an exported login.');
  const body = file.subarray(0, -digestBytes);
  const start = magic.length + 1 + (file[magic.length] ?? 0);
  if (body.length < start + 44 || !digest(body).equals(file.subarray(-digestBytes)))
    throw new Problem(400, 'file-damaged', 'The file is an exported login, and was damaged.');
  const head = body.subarray(0, start);
  const other = head.toString('latin1', magic.length + 1);
  if (other !== engine) throw new Problem(400, 'other-engine', `The file is a login of ${other}, and this gateway is one for ${engine}.`);
  const [salt, nonce, tag] = [
    body.subarray(start, start + 16),
    body.subarray(start + 16, start + 28),
    body.subarray(start + 28, start + 44),
  ];
  try {
    const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, salt, 32, cost), nonce, { authTagLength: 16 });
    decipher.setAAD(head).setAuthTag(tag);
    return Buffer.concat([decipher.update(body.subarray(start + 44)), decipher.final()]);
  } catch {
    throw new Problem(400, 'passphrase-wrong', 'The passphrase does not open this file.');
  }
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
