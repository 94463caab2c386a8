import { describe, expect, it } from 'vitest';
import { stepsOf } from './steps';

const done = (steps: ReturnType<typeof stepsOf>) => steps?.filter((step) => step.done).map((step) => step.name);

describe('The first steps', () => {
  it('are unknown until every answer is there', () => {
    expect(stepsOf(undefined, true, true)).toBeUndefined();
    expect(stepsOf([], undefined, false)).toBeUndefined();
  });
  it('are all open on a new install, and the first leads to a new sender', () => {
    const steps = stepsOf([], false, false);
    expect(done(steps)).toEqual([]);
    expect(steps?.[0]?.to).toBe('/senders?add=1');
  });
  it('do not count a sender that nobody connected yet', () => {
    expect(done(stepsOf([{ status: 'waiting_for_login' }], true, false))).toEqual(['contacts']);
    expect(stepsOf([{ status: 'waiting_for_login' }], true, false)?.[0]?.to).toBe('/senders');
  });
  it('are done for good once a campaign was started', () => {
    expect(done(stepsOf([{ status: 'disconnected' }], true, true))).toEqual(['sender', 'contacts', 'campaign']);
  });
});
