import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { show } from '../../../lib/testing/show';
import type { Sender, Session } from '../sender';
import { Sessions } from './Sessions';

afterEach(cleanup);

function open(state: Session['state'], hasLogin: boolean) {
  const sender = {
    id: 's',
    name: 'Shop',
    sessions: [{ driver: 'baileys', state, hasLogin }],
    capabilities: { baileys: { pairsByQr: true, pairsByCode: true } },
  } as unknown as Sender;
  const nothing = () => {};
  return show(<Sessions sender={sender} onConnect={nothing} onDisconnect={nothing} onLogout={nothing} />, [
    'senders',
    'ui/Reasons',
    'ui/Driver',
  ]);
}

test('of one that WhatsApp banned nothing is said of scans', async () => {
  await open('banned', true);
  expect(await screen.findByText('Banned')).toBeTruthy();
  expect(screen.queryByText(/no scan is needed/)).toBeNull();
  cleanup();
  await open('disconnected', true);
  expect(await screen.findByText(/no scan is needed/)).toBeTruthy();
});

test('a session that cannot be imported or exported now says why', async () => {
  await open('wait_qr', false);
  await userEvent.click(await screen.findByRole('button', { name: /^More for/ }));
  expect((await screen.findByRole('menuitem', { name: /^Import/ })).textContent).toContain('disconnect it first');
  expect(screen.getByRole('menuitem', { name: /^Export/ }).textContent).toContain('no login yet');
});
