import { MantineProvider } from '@mantine/core';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { cleanup, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, expect, test } from 'vitest';
import { i18nReady } from '../../../lib/i18n';
import type { Message } from '../listMessages';
import { Bubble } from './Bubble';

afterEach(cleanup);

async function show(content: Message['content']) {
  await i18nReady;
  await i18next.loadNamespaces('contacts');
  const message = { id: 'm', direction: 'in', origin: 'inbound', state: 'received', createdAt: '2026-11-27T10:15:31Z', content };
  const root = createRootRoute({ component: () => <Bubble message={message as never} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) });
  render(
    <MantineProvider>
      <RouterProvider router={router as never} />
    </MantineProvider>,
  );
  return (await screen.findByRole('article')).textContent;
}

test('what cannot be shown is said to be that, and its name is no text of the person', async () => {
  const shown = await show({ kind: 'unsupported', text: 'groupInviteMessage' });
  expect(shown).toContain('Cannot be shown here: groupInviteMessage');
  expect(shown?.match(/groupInviteMessage/g)).toHaveLength(1);
});

test('the further cards of a message stand below the contact', async () => {
  expect(await show({ kind: 'contact', contact: { name: 'Rui', phones: [] }, text: 'Eva 123' })).toContain('Contact card: RuiEva 123');
});
