// What failed, in the result files of a run (those of `dotnet test` and of vitest): one entry per test with its words, so that the end of a long
// log tells what its middle said. `node scripts/failures.mjs FOLDER`; nothing is printed when nothing failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const wordsKept = 1500;

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = text =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : (entities[name] ?? whole));

const element = (xml, name) => unescaped(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '');

function* ofDotnet(trx) {
  for (const [, attributes, inside] of trx.matchAll(/<UnitTestResult ([^>]*[^/>])>([\s\S]*?)<\/UnitTestResult>/g)) {
    if (!/ ?outcome="Failed"/.test(attributes)) continue;
    yield { name: unescaped(/testName="([^"]*)"/.exec(attributes)?.[1] ?? '?'), words: `${element(inside, 'Message')}\n${element(inside, 'StackTrace')}` };
  }
}

function* ofVitest(report) {
  for (const file of report.testResults ?? []) {
    const failed = file.assertionResults.filter(test => test.status === 'failed');
    for (const test of failed) yield { name: `${file.name}: ${test.fullName}`, words: (test.failureMessages ?? []).join('\n') };
    if (file.status === 'failed' && failed.length === 0) yield { name: file.name, words: file.message ?? '' };
  }
}

const folder = process.argv[2];
for (const file of readdirSync(folder, { recursive: true }).map(name => join(folder, name))) {
  const failures = file.endsWith('.trx') ? ofDotnet(readFileSync(file, 'utf8')) : file.endsWith('.json') ? ofVitest(JSON.parse(readFileSync(file, 'utf8'))) : [];
  for (const { name, words } of failures) console.log(`FAILED ${name}\n${words.trim().slice(0, wordsKept).replace(/^/gm, '    ')}\n`);
}
