import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactElement } from 'react';
import { i18nReady } from '../i18n';

/** Draws a part of a page with all that pages stand in: texts, addresses, answers of the server.
 * @param path Where it stands, within /app.
 * @param known Answers that are there already, by their keys as JSON. */
export async function show(element: ReactElement, texts: string[], { path = '/', known = {} as Record<string, unknown> } = {}) {
  await i18nReady;
  await i18next.loadNamespaces(texts);
  const root = createRootRoute({ component: Outlet });
  const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Outlet });
  const [pathname = '/'] = path.split('?');
  const place = createRoute({ getParentRoute: () => inside, path: pathname, component: () => element });
  const router = createRouter({
    routeTree: root.addChildren([inside.addChildren([place])]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  for (const [key, answer] of Object.entries(known)) queries.setQueryData(JSON.parse(key), answer);
  await router.load();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <ModalsProvider>
          <RouterProvider router={router as never} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
