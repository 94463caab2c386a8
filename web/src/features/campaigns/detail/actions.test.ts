import { expect, test } from 'vitest';
import { actionsFor } from './actions';

const all = (state: Parameters<typeof actionsFor>[0], failed = 0) => {
  const { main, beside, menu } = actionsFor(state, failed);
  return [main, ...(beside ? [beside] : []), ...menu];
};

test('a draft is started only from its last step, where everything was looked at', () => expect(all('draft')).not.toContain('start'));

test('what failed can be tried again where the server allows it, and when something failed', () => {
  expect(all('completed')).not.toContain('retry');
  for (const state of ['running', 'waiting_for_login', 'completed'] as const) expect(all(state, 1)).toContain('retry');
  for (const state of ['draft', 'scheduled', 'paused', 'stopped', 'failed'] as const) expect(all(state, 1)).not.toContain('retry');
});

test('no action is offered twice', () => {
  for (const state of ['draft', 'scheduled', 'running', 'paused', 'waiting_for_login', 'completed', 'stopped', 'failed'] as const)
    expect(new Set(all(state, 1)).size).toBe(all(state, 1).length);
});
