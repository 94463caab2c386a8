import { cleanup, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../lib/api/client';
import { show } from '../../lib/testing/show';
import SettingsPage from './SettingsPage';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('the tab that an address names is brought into view, where not all of them are', async () => {
  vi.spyOn(api, 'GET').mockReturnValue(new Promise(() => {}) as never);
  const shown: (string | null)[] = [];
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    shown.push(this.textContent);
  });
  await show(<SettingsPage />, ['settings', 'ui/Driver', 'ui/Number', 'ui/Pacing', 'ui/Reasons'], {
    path: '/settings?tab=audit',
    known: { '["me"]': { operator: false, role: 'owner', tenant: { name: 'Shop' } } },
  });
  await waitFor(() => expect(shown).toContain('Audit log'));
});
