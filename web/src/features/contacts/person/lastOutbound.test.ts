import { expect, test } from 'vitest';
import { lastOutbound } from './lastOutbound';

const at = (minute: number) => `2026-03-02T10:0${minute}:00Z`;

test('the last message to a person is what the conversation shows, once it is younger than what was asked of the person', () => {
  expect(lastOutbound({ lastOutboundAt: at(1) }, [{ direction: 'out', sentAt: at(3) }])).toBe(at(3));
  expect(lastOutbound({ lastOutboundAt: at(5) }, [{ direction: 'out', sentAt: at(3) }])).toBe(at(5));
});

test('what the person wrote, and what has not left yet, does not count', () =>
  expect(lastOutbound({}, [{ direction: 'in', sentAt: at(3) }, { direction: 'out' }])).toBeUndefined());
