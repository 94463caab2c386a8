import { describe, expect, it } from 'vitest';
import { healthColor, worstFirst } from './health';

describe('The senders at a glance', () => {
  it('begin with those that want somebody, then the weakest', () => {
    const names = worstFirst([
      { name: 'b', status: 'connected', health: 100 },
      { name: 'a', status: 'connected', health: 100 },
      { name: 'weak', status: 'connected', health: 30 },
      { name: 'paused', status: 'paused', health: 100 },
      { name: 'banned', status: 'banned', health: 100 },
    ]).map((sender) => sender.name);
    expect(names).toEqual(['banned', 'paused', 'weak', 'a', 'b']);
  });
  it('are red where the server lets others go first', () => {
    expect([49, 50, 79, 80].map(healthColor)).toEqual(['red', 'yellow', 'yellow', 'teal']);
  });
});
