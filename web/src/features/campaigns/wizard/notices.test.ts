import { expect, test } from 'vitest';
import type { Campaign } from '../calls/campaign';
import type { Check } from '../calls/checkCampaign';
import { noticesOf } from './notices';

const now = new Date('2026-01-01T00:00:00Z');
const check = (change: object = {}, estimate: object = {}) =>
  ({
    willGet: 10,
    willNotGet: [],
    simulatedSenders: 0,
    onlyOtherSenders: 0,
    estimate: { senders: 1, sendersConnected: 1, sentInTime: 10, endsAt: '2026-01-02T00:00:00Z', ...estimate },
    ...change,
  }) as unknown as Check;
const campaign = (change: object = {}) => ({ variants: [{ content: { text: 'Hello' } }], ...change }) as unknown as Campaign;
const keys = (one: Check, of = campaign()) => noticesOf(one, of, 'Hi {{name|there}}!', now).map((notice) => notice.key);

test('nothing stands against a campaign that is well', () => expect(keys(check())).toEqual([]));

test('nobody in the audience stops it, but people who only lack variables do not', () => {
  expect(keys(check({ willGet: 0 }))).toContain('nobody');
  expect(keys(check({ willGet: 0, willNotGet: [{ reason: 'variable-missing', amount: 3 }] }))).not.toContain('nobody');
});

test('senders that are missing or not connected are told apart', () => {
  expect(keys(check({}, { senders: 0, sendersConnected: 0 }))).toContain('noSender');
  expect(keys(check({}, { sendersConnected: 0 }))).toContain('notConnected');
});

test('people who wrote too long ago are told, and those whom only some senders reach', () => {
  expect(noticesOf(check({ willGet: 0, willNotGet: [{ reason: 'outside-free-form-window', amount: 20 }] }), campaign(), '', now)).toEqual([
    { key: 'outsideWindow', values: { count: 20 }, stops: false },
  ]);
  expect(noticesOf(check({ onlyOtherSenders: 4 }), campaign(), '', now)).toEqual([
    { key: 'onlyOthers', values: { count: 4 }, stops: false },
  ]);
});

test('senders that reach nobody among others that do are told', () =>
  expect(noticesOf(check({ simulatedSenders: 2 }), campaign(), '', now)).toEqual([
    { key: 'simulated', values: { count: 2 }, stops: false },
  ]));

test('an end that comes too early says how many it leaves out', () => {
  const late = noticesOf(check({}, { sentInTime: 4 }), campaign({ scheduledEnd: '2026-01-03T00:00:00Z' }), '', now);
  expect(late).toEqual([{ key: 'notInTime', values: { count: 6 }, stops: false }]);
  expect(keys(check(), campaign({ scheduledEnd: '2025-12-31T00:00:00Z' }))).toEqual(['endPassed']);
});

test('the text that nobody wrote is pointed out', () =>
  expect(keys(check(), campaign({ variants: [{ content: { text: 'Hi {{name|there}}!' } }] }))).toEqual(['starter']));
