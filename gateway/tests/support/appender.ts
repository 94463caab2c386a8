// Appends to the spool of a folder until it is killed, and says which seqs are on the disk.
import { Spool } from '../../src/spool.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const spool = await Spool.open(folder, { segmentBytes: 20_000 });
for (let n = 0; ; n++) {
  const seqs = await Promise.all(
    [0, 1, 2].map((part) =>
      spool.append('s1', { type: 'receipt', id: `${name}.${n}.${part}`, providerIds: ['x'], kind: 'read', at: '2026-11-27T10:15:34.000Z' }),
    ),
  );
  process.stdout.write(seqs.map((seq) => `${seq}\n`).join(''));
}
