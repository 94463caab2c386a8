import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../lib/api/client';
import { setLanguage } from '../lib/i18n';
import { show } from '../lib/testing/show';
import CommandPalette from './CommandPalette';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test.each([
  ['en', 'token', 'API keys'],
  ['en', 'audit', 'Audit log'],
  ['en', 'webhook', 'WhatsApp Business Platform'],
  ['en', 'business accounts', 'WhatsApp Business Platform'],
  ['en', 'drivers', 'Channels'],
  ['en', 'channels', 'Channels'],
  ['pt-BR', 'contas comerciais', 'WhatsApp Business Platform'],
] as const)('in %s, “%s” finds %s', async (language, typed, found) => {
  vi.spyOn(api, 'GET').mockReturnValue(new Promise(() => {}) as never);
  await show(<CommandPalette simulator onClose={() => {}} />, ['app', 'settings'], {
    known: { '["me"]': { operator: false, role: 'owner', tenant: { name: 'Shop' } } },
  });
  await setLanguage(language);
  await userEvent.type(await screen.findByRole('textbox'), typed);
  expect(await screen.findByText(found)).toBeTruthy();
});
