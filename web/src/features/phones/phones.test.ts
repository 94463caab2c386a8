import { describe, expect, test } from 'vitest';
import { conversations } from './conversations';
import { changeOf, valuesOf } from './habits';
import { phoneNumber } from './number';

const shop = '+5511900000001';
const rio = '+5511900000002';
const received = (id: string, from: string, at: string) => ({ id, providerId: `p${id}`, from, text: id, at, copies: 1 });
const numberOf = (id: string) => (id === 's1' ? shop : undefined);

describe('what a phone shows', () => {
  test('what came and what was answered stand in one conversation, in the order of time', () => {
    const found = conversations(
      [received('2', shop, '2026-01-01T10:02:00Z'), received('1', shop, '2026-01-01T10:00:00Z')],
      [{ id: 'x', providerId: 'w1', senderId: 's1', content: { kind: 'text', text: 'hi' }, createdAt: '2026-01-01T10:01:00Z' }],
      [],
      numberOf,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.bubbles.map((bubble) => [bubble.text, bubble.mine])).toEqual([
      ['1', false],
      ['hi', true],
      ['2', false],
    ]);
  });
  test('the conversation with the newest message comes first', () => {
    const found = conversations(
      [received('1', shop, '2026-01-01T10:00:00Z'), received('2', rio, '2026-01-01T11:00:00Z')],
      [],
      [],
      numberOf,
    );
    expect(found.map((one) => one.number)).toEqual([rio, shop]);
  });
  test('what was just typed shows once, also when the ledger has it already', () => {
    const written = [
      { key: 'a', to: shop, text: 'hi', at: '2026-01-01T10:01:00Z', providerId: 'w1' },
      { key: 'b', to: shop, text: 'there', at: '2026-01-01T10:02:00Z' },
    ];
    const answers = [
      { id: 'x', providerId: 'w1', senderId: 's1', content: { kind: 'text' as const, text: 'hi' }, createdAt: '2026-01-01T10:01:00Z' },
    ];
    const bubbles = conversations([], answers, written, numberOf)[0]?.bubbles;
    expect(bubbles?.map((bubble) => [bubble.text, bubble.known])).toEqual([
      ['hi', true],
      ['there', false],
    ]);
  });
});

describe('a typed number', () => {
  test('is read however it is written', () => {
    expect(phoneNumber('+55 (11) 98765-4321')).toBe('+5511987654321');
  });
  test('is none while it is too short or begins with a zero', () => {
    expect(phoneNumber('5511')).toBeUndefined();
    expect(phoneNumber('011987654321')).toBeUndefined();
  });
});

describe('what is set on a phone', () => {
  test('only what was changed is sent, and an emptied answer stops answering', () => {
    const before = { replyWith: 'ok', readAfterMs: 2000, blocks: [shop] };
    const values = valuesOf(before);
    expect(changeOf(values, before)).toEqual({});
    expect(changeOf({ ...values, replyWith: '', deliverAfter: 1.5, registered: 'no', blocks: [] }, before)).toEqual({
      replyWith: '',
      deliverAfterMs: 1500,
      registered: false,
      blocks: [],
    });
  });
});
