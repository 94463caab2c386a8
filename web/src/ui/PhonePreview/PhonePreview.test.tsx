import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { format } from '../../lib/format';
import { i18nReady } from '../../lib/i18n';
import { PhonePreview } from './PhonePreview';

async function show(props: Partial<Parameters<typeof PhonePreview>[0]>) {
  await i18nReady;
  return render(
    <MantineProvider>
      <PhonePreview from="Shop" text="" {...props} />
    </MantineProvider>,
  ).container;
}

test("a message is shown with the recipient's own variables and WhatsApp's formatting", async () => {
  const shown = await show({ text: 'Hi *{{name}}*, code {{code|none}}', variables: { name: 'Ana' } });
  expect(shown.querySelector('strong')?.textContent).toBe('Ana');
  expect(shown.textContent).toContain('code none');
  expect(shown.querySelector('mark')).toBeNull();
});

test('a variable that is missing is marked, within bold as well, and named below', async () => {
  const shown = await show({ text: 'Hi *{{name}}*' });
  expect(shown.querySelector('strong mark')?.textContent).toBe('{{name}}');
  expect(screen.getByRole('status').textContent).toContain('name');
});

test('markup in a value is text', async () => {
  const shown = await show({ text: '{{name}}', variables: { name: '<b>x</b>' } });
  expect(shown.textContent).toContain('<b>x</b>');
});

test('what was sent shows when it was', async () => {
  const at = '2026-01-02T03:04:00Z';
  expect((await show({ text: 'Hi', at })).textContent).toContain(format.time(at));
});

test('a picture is shown and another file is named', async () => {
  const shown = await show({ media: { kind: 'image', fileName: 'sale.png', bytes: 10, url: '/api/media/1/content' } });
  expect(shown.querySelector('img')?.getAttribute('alt')).toBe('sale.png');
  const file = await show({ media: { kind: 'document', fileName: 'menu.pdf', bytes: 2_000_000 } });
  expect(file.textContent).toContain('menu.pdf');
});

test('an empty message says so', async () => expect((await show({})).textContent).toContain('Write'));
