// A gateway with the fake engine, as a process of its own. Each session that is started says messages one after the other, as fast as they are on
// the disk, and prints which are: what was printed must reach the server, whatever happens to the process.
import { readConfig } from '../../src/config.ts';
import { run } from '../../src/gateway.ts';
import { FakeEngine } from './fake-engine.ts';

const engine = new FakeEngine();
let count = Number(process.env.FAKE_FROM ?? 0);
engine.onConnect = (connection) => {
  connection.listener.open();
  if (process.env.FAKE_THROWS === connection.session.id) setTimeout(() => Promise.reject(new Error('nobody catches this')), 20);
  if (process.env.FAKE_FROM === undefined) return;
  void (async () => {
    while (!connection.ended) {
      const ids = [0, 1, 2, 3].map(() => `m.${count++}`);
      const content = (id: string) => ({ kind: 'text' as const, text: id });
      await Promise.all(
        ids.map((id) =>
          connection.session.tell({
            type: 'message',
            id,
            providerId: id,
            from: '+5521998877665',
            content: content(id),
            at: new Date().toISOString(),
          }),
        ),
      );
      process.stdout.write(ids.map((id) => `${id}\n`).join(''));
    }
  })();
};
await run(readConfig(process.env), async () => engine);
