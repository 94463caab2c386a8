import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../../lib/api/client';
import { i18nReady } from '../../../lib/i18n';
import { Composer } from './Composer';

vi.mock('../../../ui/problems', () => ({ tell: () => {} }));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function show() {
  await i18nReady;
  await i18next.loadNamespaces('phones');
  vi.spyOn(api, 'GET').mockReturnValue(new Promise(() => {}) as never); // which networks there are is not asked
  const root = createRootRoute({ component: Outlet });
  const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Outlet });
  const phones = createRoute({
    getParentRoute: () => inside,
    path: 'phones',
    component: () => <Composer number="+5511900000002" to="+5511900000001" online />,
  });
  const router = createRouter({
    routeTree: root.addChildren([inside.addChildren([phones])]),
    history: createMemoryHistory({ initialEntries: ['/phones'] }),
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return (await screen.findByRole('textbox')) as HTMLTextAreaElement;
}

test('what could not be sent is in the box again, before what was begun meanwhile', async () => {
  let fail = () => {};
  vi.spyOn(api, 'POST').mockReturnValue(
    new Promise((_, reject) => {
      fail = () => reject(new TypeError('Failed to fetch'));
    }) as never,
  );
  const box = await show();
  await userEvent.type(box, 'Is it open?{Enter}');
  expect(box.value).toBe('');
  await waitFor(() => expect(api.POST).toHaveBeenCalled());
  await userEvent.type(box, 'And tomorrow');
  fail();
  await waitFor(() => expect(box.value).toBe('Is it open?\nAnd tomorrow'));
});

test('what was sent is not', async () => {
  vi.spyOn(api, 'POST').mockResolvedValue({ data: { providerId: 'p1' }, response: new Response() } as never);
  const box = await show();
  await userEvent.type(box, 'Is it open?{Enter}');
  await waitFor(() => expect(api.POST).toHaveBeenCalled());
  expect(box.value).toBe('');
});
