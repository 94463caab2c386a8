import { expect, test } from 'vitest';
import type { Campaign } from '../calls/campaign';
import { sendingChange, sendingOf, toInstant, toLocal, wrongIn } from './sending';

const bare = { attempts: 3 } as unknown as Campaign;

test('a campaign without wishes changes to one without wishes', () =>
  expect(sendingChange(sendingOf(bare, undefined, 'UTC'))).toEqual({
    senderIds: null,
    pacing: null,
    enableTyping: null,
    attempts: 3,
    timeWindowStart: null,
    timeWindowEnd: null,
    weekdays: null,
    timeZone: null,
    scheduledEnd: null,
  }));

test('everything that was set goes back as it came', () => {
  const campaign = {
    attempts: 5,
    senderIds: ['s'],
    pacing: { minMs: 2000, maxMs: 4000, pauseEvery: 10, pauseMinMs: 1, pauseMaxMs: 2 },
    enableTyping: false,
    window: { from: '09:00:00', to: '18:30:00', days: [1, 5], zone: 'recipient' },
    scheduledEnd: '2030-01-01T10:00:00.000Z',
  } as unknown as Campaign;
  expect(sendingChange(sendingOf(campaign, undefined, 'UTC'))).toEqual({
    senderIds: ['s'],
    pacing: { minMs: 2000, maxMs: 4000, pauseEvery: 10, pauseMinMs: 1, pauseMaxMs: 2 },
    enableTyping: false,
    attempts: 5,
    timeWindowStart: '09:00',
    timeWindowEnd: '18:30',
    weekdays: [1, 5],
    timeZone: 'recipient',
    scheduledEnd: '2030-01-01T10:00:00.000Z',
  });
});

test('weekdays alone have a zone as well', () => {
  const values = { ...sendingOf(bare, undefined, 'America/Sao_Paulo'), days: [2, 1] };
  expect(sendingChange(values)).toMatchObject({ timeWindowStart: null, weekdays: [1, 2], timeZone: 'America/Sao_Paulo' });
});

test('the start is never written down with the rest', () =>
  expect(sendingChange(sendingOf(bare, '2030-01-01T10:00:00Z', 'UTC'))).not.toHaveProperty('scheduledStart'));

test('a time goes to the browser zone and back', () =>
  expect(toInstant(toLocal('2030-05-01T10:30:00.000Z'))).toBe('2030-05-01T10:30:00.000Z'));

test('what is wrong is named by its field', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const values = sendingOf(bare, undefined, 'UTC');
  expect(wrongIn(values, now)).toEqual({});
  expect(wrongIn({ ...values, senders: [] }, now).senders).toBe('noSenders');
  expect(wrongIn({ ...values, days: [] }, now).days).toBe('noDays');
  expect(wrongIn({ ...values, hours: true, from: '09:00', to: '09:00' }, now).to).toBe('sameHours');
  expect(wrongIn({ ...values, pace: 'custom', minSeconds: 9, maxSeconds: 3 }, now).maxSeconds).toBe('maxBelowMin');
  expect(wrongIn({ ...values, start: '2025-01-01T00:00' }, now).start).toBe('startPassed');
  expect(wrongIn({ ...values, start: '2027-01-02T00:00', end: '2027-01-01T00:00' }, now).end).toBe('endBeforeStart');
});
