import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { show } from '../../lib/testing/show';
import type { Sender } from './sender';
import { useSenderActions } from './useSenderActions';

afterEach(cleanup);

function Disconnect({ sender }: { sender: Sender }) {
  const act = useSenderActions(sender);
  return (
    <button type="button" onClick={() => act.disconnect()}>
      go
    </button>
  );
}

test.each([
  [true, 'baileys', true],
  [false, 'baileys', false],
  [true, 'cloud', false],
])('disconnecting one whose login is %s through %s speaks of it: %s', async (hasLogin, driver, said) => {
  const sender = {
    id: 's',
    name: 'Shop',
    driver,
    sessions: [{ driver, state: 'connected', hasLogin }],
    capabilities: { [driver]: { pairsByQr: driver !== 'cloud', pairsByCode: false } },
  } as unknown as Sender;
  await show(<Disconnect sender={sender} />, ['senders']);
  await userEvent.click(screen.getByText('go'));
  expect((await screen.findByText(/^Nothing is sent or received through it/)).textContent?.includes('Its login stays')).toBe(said);
});
