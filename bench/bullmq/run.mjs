// Adds and processes jobs through BullMQ on a local Redis: the work of a queue alone, without a ledger, a driver or receipts.
// usage: node run.mjs <jobs> <redis port>
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const [jobs, port] = process.argv.slice(2).map(Number);
const connect = () => new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: null });
const queue = new Queue('bench', { connection: connect() });
const data = (n) => ({ to: `+5521${900000000 + n}`, template: 'Hi {{name}}, this is the benchmark.', name: `Person ${n}` });

const began = performance.now();
for (let n = 0; n < jobs; n += 1000)
  await queue.addBulk(Array.from({ length: Math.min(1000, jobs - n) }, (_, i) => ({ name: 'send', data: data(n + i), opts: { removeOnComplete: true } })));
const added = performance.now();

let done = 0;
await new Promise((resolve) => {
  const worker = new Worker('bench', async () => { if (++done === jobs) setImmediate(resolve); }, { connection: connect(), concurrency: 200 });
  worker.on('error', (problem) => { console.error(problem); process.exit(1); });
});
const processed = performance.now();
console.log(JSON.stringify({ jobs, addSeconds: (added - began) / 1000, processSeconds: (processed - added) / 1000, jobsPerSecond: jobs / ((processed - began) / 1000) }));
process.exit(0);
