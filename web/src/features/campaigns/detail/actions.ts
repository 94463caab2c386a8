import type { Schema } from '../../../lib/api/types';

type CampaignState = Schema<'CampaignState'>;

export type Action = 'edit' | 'start' | 'pause' | 'resume' | 'stop' | 'retry' | 'test' | 'duplicate' | 'export' | 'delete';

/** What a person can do with a campaign in its state, as docs/states/campaign.md allows: the main one, one beside it, and the rest in a menu. */
export function actionsFor(state: CampaignState, failed: number): { main: Action; beside?: Action; menu: Action[] } {
  const rest: Action[] = ['test', 'duplicate', 'export', 'delete'];
  const retry: Action[] = failed > 0 ? ['retry'] : [];
  switch (state) {
    case 'draft':
      return { main: 'edit', menu: ['test', 'duplicate', 'delete'] };
    case 'scheduled':
      return { main: 'edit', beside: 'start', menu: ['stop', 'test', 'duplicate', 'delete'] };
    case 'running':
    case 'waiting_for_login':
      return { main: 'pause', beside: 'stop', menu: [...retry, ...rest] };
    case 'paused':
      return { main: 'resume', beside: 'stop', menu: rest };
    case 'completed':
      return failed > 0
        ? { main: 'retry', beside: 'duplicate', menu: ['test', 'export', 'delete'] }
        : { main: 'duplicate', menu: ['test', 'export', 'delete'] };
    default:
      return { main: 'duplicate', menu: ['test', 'export', 'delete'] };
  }
}
