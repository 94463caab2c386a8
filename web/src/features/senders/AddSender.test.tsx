import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api/client';
import { show } from '../../lib/testing/show';
import { AddSender } from './AddSender';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const can = { pairsByQr: true, pairsByCode: true };

async function open(answer: unknown, status = 201) {
  vi.spyOn(api, 'POST').mockResolvedValue({
    ...(status < 400 ? { data: answer } : { error: answer }),
    response: new Response('', { status }),
  } as never);
  vi.spyOn(api, 'GET').mockImplementation(((path: string) =>
    Promise.resolve({
      data:
        path === '/api/drivers'
          ? ['baileys', 'webjs', 'simulator'].map((name) => ({ name, capabilities: can }))
          : path === '/api/pacing'
            ? { defaultProfile: 'balanced', profiles: [] }
            : { items: [] },
      response: new Response(),
    })) as never);
  const onAdded = vi.fn();
  await show(<AddSender opened onClose={() => {}} onAdded={onAdded} />, ['senders', 'ui/Driver', 'ui/Pacing', 'ui/Reasons']);
  await userEvent.type(await screen.findByLabelText(/^Name/), 'Shop');
  await userEvent.type(screen.getByLabelText(/^Number/), '+5511987654321');
  return onAdded;
}

test('a sender is added without being connected, so that its session can be imported', async () => {
  const onAdded = await open({ id: 's' });
  await userEvent.click(screen.getByRole('button', { name: 'Add without connecting' }));
  await waitFor(() => expect(onAdded).toHaveBeenCalledWith({ id: 's' }, false));
});

test('the Enter key adds and connects', async () => {
  const onAdded = await open({ id: 's' });
  await userEvent.type(screen.getByLabelText(/^Number/), '{Enter}');
  await waitFor(() => expect(onAdded).toHaveBeenCalledWith({ id: 's' }, true));
});

test('a number that is not taken is gone to, from the button at the end', async () => {
  await open({ type: 'validation', title: '', errors: { phoneNumber: ['Another sender has this number.'] } }, 400);
  await userEvent.click(screen.getByRole('button', { name: 'Add and connect' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Number/)));
});
