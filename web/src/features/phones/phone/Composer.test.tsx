import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../../lib/api/client';
import { show } from '../../../lib/testing/show';
import { Composer } from './Composer';

vi.mock('../../../ui/problems', () => ({ tell: () => {} }));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function box() {
  vi.spyOn(api, 'GET').mockReturnValue(new Promise(() => {}) as never); // which networks there are is not asked
  await show(<Composer number="+5511900000002" to="+5511900000001" online />, ['phones'], { path: '/phones' });
  return (await screen.findByRole('textbox')) as HTMLTextAreaElement;
}

test('what could not be sent is in the box again, before what was begun meanwhile', async () => {
  let fail = () => {};
  vi.spyOn(api, 'POST').mockReturnValue(
    new Promise((_, reject) => {
      fail = () => reject(new TypeError('Failed to fetch'));
    }) as never,
  );
  const typed = await box();
  await userEvent.type(typed, 'Is it open?{Enter}');
  expect(typed.value).toBe('');
  await waitFor(() => expect(api.POST).toHaveBeenCalled());
  await userEvent.type(typed, 'And tomorrow');
  fail();
  await waitFor(() => expect(typed.value).toBe('Is it open?\nAnd tomorrow'));
});

test('what was sent is not', async () => {
  vi.spyOn(api, 'POST').mockResolvedValue({ data: { providerId: 'p1' }, response: new Response() } as never);
  const typed = await box();
  await userEvent.type(typed, 'Is it open?{Enter}');
  await waitFor(() => expect(api.POST).toHaveBeenCalled());
  expect(typed.value).toBe('');
});
