import { describe, expect, test } from 'vitest';
import { conversations } from './conversations';
import { changeOf, valuesOf } from './habits';
import { phoneNumber } from './number';

const shop = '+5511900000001';
const rio = '+5511900000002';
const message = (id: string, from: string, to: string, at: string, direction: 'in' | 'out' = 'in') => ({
  id,
  providerId: `p${id}`,
  from,
  to,
  direction,
  text: id,
  at,
  copies: 1,
});
const person = '+5511912345678';

describe('what a phone shows', () => {
  test('what came and what was written stand in one conversation, in the order of time', () => {
    const found = conversations(
      [
        message('2', shop, person, '2026-01-01T10:02:00Z'),
        message('w2', person, shop, '2026-01-01T10:01:00Z', 'out'),
        message('w1', person, shop, '2026-01-01T10:01:00Z', 'out'),
        message('1', shop, person, '2026-01-01T10:00:00Z'),
      ],
      [],
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.bubbles.map((bubble) => [bubble.text, bubble.mine])).toEqual([
      ['1', false],
      ['w1', true],
      ['w2', true],
      ['2', false],
    ]);
  });
  test('the conversation with the newest message comes first', () => {
    const found = conversations(
      [message('w1', person, rio, '2026-01-01T11:00:00Z', 'out'), message('1', shop, person, '2026-01-01T10:00:00Z')],
      [],
    );
    expect(found.map((one) => one.number)).toEqual([rio, shop]);
  });
  test('what was just typed shows once, also when the phone has it already', () => {
    const typed = [
      { key: 'a', to: shop, text: 'w1', at: '2026-01-01T10:01:00Z', providerId: 'pw1' },
      { key: 'b', to: shop, text: 'there', at: '2026-01-01T10:02:00Z' },
    ];
    const bubbles = conversations([message('w1', person, shop, '2026-01-01T10:01:00Z', 'out')], typed)[0]?.bubbles;
    expect(bubbles?.map((bubble) => [bubble.text, bubble.leaving])).toEqual([
      ['w1', undefined],
      ['there', true],
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
  test('only what was changed is sent, and what was emptied is taken away', () => {
    const was = valuesOf({ replyWith: 'ok', readAfterMs: 2000, registered: true, blocks: [shop] });
    expect(changeOf(was, was)).toEqual({});
    expect(changeOf({ replyWith: '', deliverAfter: 1.5, readAfter: '', registered: '', blocks: [] }, was)).toEqual({
      replyWith: '',
      deliverAfterMs: 1500,
      readAfterMs: null,
      registered: null,
      blocks: [],
    });
  });
  test('what is as with all others shows as nothing set', () => {
    expect(valuesOf({ blocks: [] })).toEqual({ replyWith: '', deliverAfter: '', readAfter: '', registered: '', blocks: [] });
  });
});
