import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate of our own for loopback; whoever is to trust it gets it as a certificate authority (NODE_EXTRA_CA_CERTS). */
export interface Certificate {
  key: string;
  cert: string;
}

/** The one that is kept in this folder, made at the first time. */
export function certificateIn(folder: string): Certificate & { path: string } {
  const [key, cert] = [join(folder, 'standin.key'), join(folder, 'standin.pem')];
  if (!existsSync(key) || !existsSync(cert)) {
    mkdirSync(folder, { recursive: true });
    const made = makeCertificate();
    writeFileSync(key, made.key, { mode: 0o600 });
    writeFileSync(cert, made.cert);
  }
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), path: cert };
}

// Node can read certificates and cannot make them. One self-signed X.509 is few bytes of DER; a package for it would be more than this.
export function makeCertificate(now = Date.now()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, oid('1.2.840.10045.4.3.2'));
  const name = der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(0x0c, Buffer.from('Parley stand-in')))));
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const day = 24 * 3600 * 1000;
  const validity = der(0x30, time(now - day), time(now + 3650 * day));
  const names = der(
    0x30,
    der(0x82, Buffer.from('localhost')),
    der(0x87, Buffer.from([127, 0, 0, 1])),
    der(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])])),
    // 6.7.24 downloads from this host whatever the server says; map the name to loopback and it works.
    der(0x82, Buffer.from('mmg.whatsapp.net')),
  );
  const keyId = createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
  const extensions = der(
    0xa3,
    der(
      0x30,
      der(0x30, oid('2.5.29.19'), yes(), der(0x04, der(0x30, yes()))),
      der(0x30, oid('2.5.29.14'), der(0x04, der(0x04, keyId))),
      der(0x30, oid('2.5.29.17'), der(0x04, names)),
    ),
  );
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const whole = der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').match(/.{1,64}/g) as string[];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length =
    content.length < 0x100 ? Buffer.from([0x81, content.length]) : Buffer.from([0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
}

function oid(dotted: string): Buffer {
  const [a, b, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const content = [a * 40 + b];
  for (const part of rest) {
    const septets = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) septets.unshift((left & 0x7f) | 0x80);
    content.push(...septets);
  }
  return der(0x06, Buffer.from(content));
}

const yes = () => der(0x01, Buffer.from([0xff]));

// UTCTime holds until 2049.
const time = (at: number) => der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
