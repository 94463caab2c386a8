import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { i18nReady } from '../../../lib/i18n';
import { AudienceStep } from './AudienceStep';
import type { Left } from './step';

afterEach(cleanup);

const template = {
  name: 'Spring',
  content: { kind: 'image', text: 'Look', media: { id: 'm', fileName: 'a.png', type: 'image/png', bytes: 1 } },
};

async function show(search = 'kind=numbers') {
  await i18nReady;
  await i18next.loadNamespaces('campaigns');
  const create = vi.fn(async () => true);
  let leave: () => Promise<Left> = async () => 'failed';
  const root = createRootRoute({
    component: () => (
      <AudienceStep
        campaign={undefined}
        create={create}
        save={async () => true}
        onLeave={(how) => {
          leave = how;
        }}
      />
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: [`/?${search}`] }) });
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  queries.setQueryData(['templates', 't'], template);
  render(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByLabelText(/^Name/);
  return { create, leave: () => leave() };
}

test('the step is not left without a name and somebody to write to', async () => {
  const { create, leave } = await show();
  expect(await leave()).toBe('invalid');
  expect(await screen.findByText('Give the campaign a name.')).toBeTruthy();
  expect(screen.getByText('Type at least one number.')).toBeTruthy();
  expect(create).not.toHaveBeenCalled();
});

test('leaving it writes a draft down, with the people as they were typed and a text to begin with', async () => {
  const { create, leave } = await show();
  await userEvent.type(screen.getByLabelText(/^Name/), 'Orders');
  await userEvent.type(screen.getByLabelText('Numbers'), '+5511987654321; Ana');
  await waitFor(() => expect(screen.getByText('1 number')).toBeTruthy());
  expect(await leave()).toBe('saved');
  expect(create).toHaveBeenCalledWith({
    name: 'Orders',
    template: 'Hi {{name|there}}! ',
    contacts: [{ phoneNumber: '+5511987654321', name: 'Ana' }],
  });
});

test('a campaign for a segment, with a template, begins with both', async () => {
  const { create, leave } = await show('segment=s&template=t');
  expect(await screen.findByText(/begins with the template “Spring”/)).toBeTruthy();
  expect(screen.getByRole('radio', { name: /^Segment/ }).getAttribute('aria-checked')).toBe('true');
  await userEvent.type(screen.getByLabelText(/^Name/), 'Spring');
  expect(await leave()).toBe('saved');
  expect(create).toHaveBeenCalledWith({
    name: 'Spring',
    template: { text: 'Look', mediaId: 'm', sendAs: 'image' },
    audience: { segmentId: 's' },
  });
});
