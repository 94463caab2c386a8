import { expect, test } from 'vitest';
import { inAWorld } from './harness.js';

const at = inAWorld();

test('the library pairs by QR, is told to restart, and connects', async () => {
  const first = at.connect();
  await at.world.phone('5511900000001').scan(await first.qr());
  expect(await first.closed()).toBe(515);
  expect(first.auth.creds.me?.id).toBe('5511900000001:1@s.whatsapp.net');

  const second = at.connect(first.auth);
  await second.opened();
  expect(second.updates.some((update) => update.qr)).toBe(false);
  await second.until(() => second.auth.creds.accountSyncCounter > 0);
  expect(second.auth.creds.myAppStateKeyId).toBeTruthy();
  expect(at.world.failures).toEqual([]);
});
