import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../../lib/api/client';
import { show } from '../../../lib/testing/show';
import { ConnectDialog } from './ConnectDialog';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open(driver: string, pairs: boolean) {
  vi.spyOn(api, 'POST').mockResolvedValue({ data: {}, response: new Response() } as never);
  const session = { driver, state: 'logged_out', hasLogin: false, reason: { slug: 'no-cloud-account', sentence: '' } };
  const sender = { id: 's', name: 'Shop', sessions: [session], capabilities: { [driver]: { pairsByQr: pairs, pairsByCode: pairs } } };
  vi.spyOn(api, 'GET').mockResolvedValue({ data: sender, response: new Response() } as never);
  await show(<ConnectDialog sender={sender} opened onClose={() => {}} />, ['senders', 'ui/Reasons', 'ui/Driver']);
}

test('a sender that links no phone is told what its account lacks, with the way there and no QR', async () => {
  await open('cloud', false);
  expect(await screen.findByText(/No business account of yours has this number/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Business accounts' }).getAttribute('href')).toBe('/settings?tab=cloud');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  expect(screen.queryByText(/QR/)).toBeNull();
});

test('one that does is offered a new QR', async () => {
  await open('baileys', true);
  expect(await screen.findByRole('button', { name: 'Show a new QR' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Business accounts' })).toBeNull();
});
