import { describe, expect, it } from 'vitest';
import { endOf, picked } from './keys';

describe('The scopes of a key', () => {
  it('are everything alone when everything is picked', () => {
    expect(picked('*', true, ['read', 'messages:send'])).toEqual(['*']);
  });
  it('are no longer everything when one of them is picked', () => {
    expect(picked('read', true, ['*'])).toEqual(['read']);
  });
  it('grow and shrink one by one', () => {
    expect(picked('messages:send', true, ['read'])).toEqual(['read', 'messages:send']);
    expect(picked('read', false, ['read', 'messages:send'])).toEqual(['messages:send']);
  });
});

describe('The end of a key', () => {
  const now = new Date('2026-03-01T10:00:00Z');
  it('is never, unless one is chosen', () => {
    expect(endOf('never', '', now)).toBeNull();
  });
  it('is so many days from now', () => {
    expect(endOf('30', '', now)).toBe('2026-03-31T10:00:00.000Z');
  });
  it('is the end of the chosen day', () => {
    expect(new Date(endOf('date', '2026-03-05', now) as string).getHours()).toBe(23);
  });
});
