import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, expect, test } from 'vitest';
import type { Schema } from '../../lib/api/types';
import { i18nReady } from '../../lib/i18n';
import { ContentPreview } from './ContentPreview';

afterEach(async () => {
  cleanup();
  await i18next.changeLanguage('en');
});

async function show(content: Schema<'MessageContent'>) {
  await i18nReady;
  await i18next.loadNamespaces('ui/Composer');
  return render(
    <MantineProvider>
      <ContentPreview from="Shop" content={content} />
    </MantineProvider>,
  ).container;
}

test.each([
  ['en', 'Cannot be shown here: groupInviteMessage'],
  ['pt-BR', 'Não pode ser mostrado aqui: groupInviteMessage'],
])('what cannot be shown is said to be that, in %s, and its name is no text of the person', async (language, words) => {
  await i18nReady;
  await i18next.changeLanguage(language);
  const shown = await show({ kind: 'unsupported', text: 'groupInviteMessage' });
  expect(shown.textContent).toContain(words);
  expect(shown.textContent?.match(/groupInviteMessage/g)).toHaveLength(1);
});

test('the further cards of a message stand below the contact', async () => {
  const shown = await show({ kind: 'contact', contact: { name: 'Rui', phones: ['+5511987654322'] }, text: 'Eva 123' });
  expect(shown.textContent).toContain('Rui');
  expect(shown.textContent).toContain('Eva 123');
});
