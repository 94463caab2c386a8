// Writes src/lib/api/schema.ts from the server's OpenAPI document. usage: node generate.mjs openapi.json [--check]
// Problems are all of one form, which the client knows, so the errors of each call are left out; so are examples.
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const [source, flag] = process.argv.slice(2);
const target = new URL('src/lib/api/schema.ts', import.meta.url);
const document = JSON.parse(readFileSync(source, 'utf8'));
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path)) {
    if (!operation?.responses) continue;
    for (const status of Object.keys(operation.responses)) if (!status.startsWith('2')) delete operation.responses[status];
    for (const response of Object.values(operation.responses)) delete response.headers;
    delete operation.description;
  }
withoutExamples(document);
const text = `// Written by ./parley gen from the server's OpenAPI document; a test holds the two together.\n${astToString(await openapi(document))}`;
if (flag !== '--check') writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error("web/src/lib/api/schema.ts is not what the server's OpenAPI document says: run ./parley gen and commit the result.");
  process.exit(1);
}

/** Examples name times that are to come, so they are others every day. */
function withoutExamples(node, holdsNames = false) {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (!holdsNames && !Array.isArray(node) && (name === 'example' || name === 'examples')) delete node[name];
    else withoutExamples(value, name === 'properties' || name === 'schemas');
  }
}
