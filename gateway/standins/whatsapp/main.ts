import { parseArgs } from 'node:util';
import { binaryNodeToString } from '@whiskeysockets/baileys';
import { certificateIn } from './certificate.js';
import { startWhatsApp } from './index.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'media-port': { type: 'string', default: '0' },
    'page-port': { type: 'string', default: '0' },
    address: { type: 'string', default: '127.0.0.1' },
    // Where the media host's certificate is kept, so that those who trust it need not learn a new one at each start.
    certificates: { type: 'string' },
    // Where the phones are kept over a restart.
    file: { type: 'string' },
    token: { type: 'string' },
    // Every node to the standard error.
    trace: { type: 'boolean', default: false },
    seed: { type: 'string' },
    // For a parent that must not leave it behind: end when the standard input ends.
    'with-parent': { type: 'boolean', default: false },
  },
});

// The encryption library prints its sessions, keys included, and the output is for one line only.
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => {};

const kept = values.certificates ? certificateIn(values.certificates) : undefined;
const world = await startWhatsApp({
  port: Number(values.port),
  mediaPort: Number(values['media-port']),
  pagePort: Number(values['page-port']),
  address: values.address,
  certificate: kept,
  file: values.file,
  trace: values.trace ? (direction, node) => process.stderr.write(`${direction} ${binaryNodeToString(node)}\n`) : undefined,
  token: values.token ?? process.env.STANDIN_TOKEN,
  settings: values.seed ? { seed: Number(values.seed) } : undefined,
});

const ready = {
  ready: true,
  socketUrl: world.socketUrl,
  controlUrl: world.controlUrl,
  mediaHost: world.media.host,
  pageHost: world.pageHost,
  certificate: kept?.path ?? null,
  pid: process.pid,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

const end = () => void world.stop().then(() => process.exit(0));
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['with-parent']) {
  process.stdin.resume();
  process.stdin.once('end', end);
}
