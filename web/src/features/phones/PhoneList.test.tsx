import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api/client';
import { show } from '../../lib/testing/show';
import type { Sender } from './calls/ourSenders';
import { PhoneList } from './PhoneList';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a sender waits for a scan or for its code, whichever it shows', async () => {
  vi.spyOn(api, 'GET').mockReturnValue(new Promise(() => {}) as never);
  const waiting = (name: string, state: string) =>
    ({ id: name, name, phoneNumber: '+5511900000001', sessions: [{ driver: 'simulator', state }] }) as unknown as Sender;
  await show(
    <PhoneList
      chosen={undefined}
      senders={[waiting('Shop', 'wait_qr'), waiting('Rio', 'wait_code')]}
      onOpen={() => {}}
      onScan={() => {}}
    />,
    ['phones'],
    { path: '/phones' },
  );
  expect(await screen.findByText('Shop is waiting for a scan')).toBeTruthy();
  expect(screen.getByText('Rio is waiting for its code')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Type the code' })).toBeTruthy();
});
