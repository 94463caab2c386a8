import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from './problem.ts';

const derive = promisify(scrypt) as (passphrase: string, salt: Buffer, bytes: number, options: object) => Promise<Buffer>;
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const magic = Buffer.from('PARLEYLOGIN1');

/** A login as a file that only the passphrase opens: magic, salt (16), nonce (12), tag (16), ciphertext. */
export async function seal(login: Buffer, passphrase: string): Promise<Buffer> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, 32, cost), nonce).setAAD(magic);
  const sealed = Buffer.concat([cipher.update(login), cipher.final()]);
  return Buffer.concat([magic, salt, nonce, cipher.getAuthTag(), sealed]);
}

export async function unseal(file: Buffer, passphrase: string): Promise<Buffer> {
  if (file.length < magic.length + 44 || !file.subarray(0, magic.length).equals(magic))
    throw new Problem(400, 'file-unreadable', 'The file is not an exported login.');
  const [salt, nonce, tag] = [file.subarray(12, 28), file.subarray(28, 40), file.subarray(40, 56)];
  try {
    const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, salt, 32, cost), nonce, { authTagLength: 16 });
    decipher.setAAD(magic).setAuthTag(tag);
    return Buffer.concat([decipher.update(file.subarray(56)), decipher.final()]);
  } catch {
    throw new Problem(400, 'passphrase-wrong', 'The passphrase does not open this file, or the file is damaged.');
  }
}
