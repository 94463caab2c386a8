import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Spool } from '../src/spool.ts';
import type { EventDraft } from '../src/wire.ts';
import { program } from './support/program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

const receipt = (id: string): EventDraft => ({ type: 'receipt', id, providerIds: [id], kind: 'delivered', at: '2026-11-27T10:15:34.000Z' });

async function told(spool: Spool, after = 0): Promise<{ seq: number; id: string; session: string; type: string }[]> {
  const events = [];
  for await (const { lines } of spool.after(after))
    for (const line of lines.toString().trimEnd().split('\n')) events.push(JSON.parse(line));
  return events;
}

const segments = async () => (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort();

describe('the spool', () => {
  it('tells what was appended, in order, after any seq', async () => {
    const spool = await Spool.open(folder);
    const seqs = await Promise.all(['a', 'b', 'c'].map((id) => spool.append('s1', receipt(id))));
    expect((await told(spool)).map((event) => event.id)).toEqual(['a', 'b', 'c']);
    expect((await told(spool, seqs[0])).map((event) => event.seq)).toEqual(seqs.slice(1));
    await spool.close();
  });

  it('gives an event without an id one from its seq', async () => {
    const spool = await Spool.open(folder);
    const seq = await spool.append('s1', { type: 'session', state: 'booting', fence: 1 });
    expect(await told(spool)).toMatchObject([{ seq, id: `s.${seq}`, session: 's1', type: 'session', state: 'booting' }]);
    await spool.close();
  });

  it('goes on counting after a restart, also when everything was acknowledged', async () => {
    let spool = await Spool.open(folder);
    const first = await spool.append('s1', receipt('a'));
    spool.ack(first);
    await spool.close();
    spool = await Spool.open(folder);
    expect(await told(spool)).toEqual([]);
    expect(await spool.append('s1', receipt('b'))).toBe(first + 1);
    await spool.close();
  });

  it('begins a lost folder after all that was told before', async () => {
    let spool = await Spool.open(folder);
    const before = await spool.append('s1', receipt('a'));
    await spool.close();
    await rm(folder, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
    spool = await Spool.open(folder);
    expect(await spool.append('s1', receipt('a'))).toBeGreaterThan(before);
    await spool.close();
  });

  it('keeps one of two events with the same id, in the same turn and after a restart', async () => {
    let spool = await Spool.open(folder);
    const [one, two, other] = await Promise.all([
      spool.append('s1', receipt('a')),
      spool.append('s1', receipt('a')),
      spool.append('s2', receipt('a')),
    ]);
    expect(two).toBe(one);
    expect(other).not.toBe(one);
    await spool.close();
    spool = await Spool.open(folder);
    expect(await spool.append('s1', receipt('a'))).toBe(one);
    expect(await told(spool)).toHaveLength(2);
    await spool.close();
  });

  it.each([1, 5, 9, 20, 60])('cuts off an end that was torn %i bytes before it', async (bytes) => {
    let spool = await Spool.open(folder);
    await spool.append('s1', receipt('a'));
    await spool.append('s1', receipt('b'));
    await spool.close();
    const path = join(folder, (await segments())[0] as string);
    await truncate(path, (await stat(path)).size - bytes);
    spool = await Spool.open(folder);
    expect((await told(spool)).map((event) => event.id)).toEqual(['a']);
    await spool.append('s1', receipt('c'));
    await spool.close();
    spool = await Spool.open(folder);
    expect((await told(spool)).map((event) => event.id)).toEqual(['a', 'c']);
    await spool.close();
  });

  it.each([
    ['zeros', '\0'.repeat(300)],
    ['garbage', 'deadbeef {"seq":1}\n'],
    ['a line without sense', '\n'],
  ])('cuts off %s at its end', async (_, tail) => {
    let spool = await Spool.open(folder);
    await spool.append('s1', receipt('a'));
    await spool.close();
    await appendFile(join(folder, (await segments())[0] as string), tail);
    spool = await Spool.open(folder);
    await spool.append('s1', receipt('b'));
    await spool.close();
    spool = await Spool.open(folder);
    expect((await told(spool)).map((event) => event.id)).toEqual(['a', 'b']);
    await spool.close();
  });

  it('gives whole segments back once they are acknowledged', async () => {
    const spool = await Spool.open(folder, { segmentBytes: 500 });
    const seqs: number[] = [];
    for (let n = 0; n < 40; n++) seqs.push(await spool.append('s1', receipt(`r${n}`)));
    expect((await segments()).length).toBeGreaterThan(5);
    expect((await told(spool)).map((event) => event.seq)).toEqual(seqs);
    spool.ack(seqs[38] as number);
    expect((await told(spool)).map((event) => event.seq)).toEqual([seqs[39]]);
    await spool.close();
    expect((await segments()).length).toBeLessThanOrEqual(2);
    const again = await Spool.open(folder, { segmentBytes: 500 });
    expect((await told(again)).map((event) => event.seq)).toEqual([seqs[39]]);
    await again.close();
  });

  it('never acknowledges what it has not told yet', async () => {
    const spool = await Spool.open(folder);
    spool.ack(Number.MAX_SAFE_INTEGER);
    await spool.append('s1', receipt('a'));
    expect(await told(spool)).toHaveLength(1);
    await spool.close();
  });

  it('loses nothing that it said was on the disk when the process is killed, at any moment', async () => {
    const appender = await program('appender');
    let count = 0;
    for (let round = 0; round < 8; round++) {
      const child = spawn(process.execPath, [appender, folder, `round${round}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const said: number[] = [];
      let text = '';
      child.stdout.on('data', (bytes) => {
        text += bytes;
        // Kill it in the middle of its work, at another moment each time.
        if (text.split('\n').length > 20 + round * 37) child.kill('SIGKILL');
      });
      await new Promise((resolve) => child.on('close', resolve));
      for (const line of text.split('\n').slice(0, -1)) said.push(Number(line));
      expect(said.length).toBeGreaterThan(10);
      const spool = await Spool.open(folder);
      const seqs = new Set((await told(spool)).map((event) => event.seq));
      expect(said.filter((seq) => !seqs.has(seq))).toEqual([]);
      count += said.length;
      await spool.close();
    }
    const spool = await Spool.open(folder);
    const all = await told(spool);
    expect(all.length).toBeGreaterThanOrEqual(count);
    expect(all.map((event) => event.seq)).toEqual([...all.map((event) => event.seq)].sort((a, b) => a - b));
    expect(new Set(all.map((event) => event.id)).size).toBe(all.length);
    await spool.close();
    expect((await readFile(join(folder, (await segments())[0] as string))).length).toBeGreaterThan(0);
  });
});
