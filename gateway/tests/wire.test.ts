import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reader } from '../src/schema.ts';
import * as wire from '../src/wire.ts';

const folder = join(import.meta.dirname, '../../contracts/v1');

function readerOf(name: string): Reader<unknown> {
  const [kind, second = ''] = name.split('.');
  switch (kind) {
    case 'ack':
      return wire.ackBody;
    case 'check':
      return wire.checkBody;
    case 'checked':
      return wire.checkedAnswer;
    case 'health':
      return wire.healthAnswer;
    case 'problem':
      return wire.problem;
    case 'read':
      return wire.readBody;
    case 'session':
      return wire.sessionAnswer;
    case 'start':
      return wire.startBody;
    case 'typing':
      return wire.typingBody;
    case 'send':
      return wire.sendBody;
    case 'outcome':
      return wire.outcomes[second as keyof typeof wire.outcomes];
    case 'event':
      return wire.events[second as keyof typeof wire.events];
    default:
      throw new Error(`${name} has no reader`);
  }
}

describe('the wire', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it('has golden files', () => expect(files.length).toBeGreaterThan(25));

  it.each(files)('%s is understood and written as it stands', (name) => {
    const golden = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const read = readerOf(name)(golden, '');
    expect(read).toStrictEqual(golden);
  });

  it('names the field that cannot be read', () => {
    const golden = JSON.parse(readFileSync(join(folder, 'send.location.json'), 'utf8'));
    golden.content.location.latitude = 91;
    expect(() => wire.sendBody(golden, '')).toThrow('content.location.latitude must be a number from -90 to 90.');
  });

  it('leaves out a field that it does not know', () => {
    expect(wire.ackBody({ seq: 1, later: true }, '')).toStrictEqual({ seq: 1 });
  });

  it.each([null, [], 'text', 7])('does not take %j for a body', (body) => {
    expect(() => wire.startBody(body, '')).toThrow('The body must be an object.');
  });
});
