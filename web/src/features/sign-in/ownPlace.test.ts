import { describe, expect, it } from 'vitest';
import { ownPlace } from './ownPlace';

describe('Where one goes after signing in', () => {
  it('is the page one asked for, with its filters', () => {
    expect(ownPlace('/campaigns?state=running')).toBe('/campaigns?state=running');
    expect(ownPlace('/app/senders/1')).toBe('/senders/1');
  });
  it('is the overview when nothing was asked for', () => {
    expect(ownPlace(undefined)).toBe('/');
    expect(ownPlace('/app')).toBe('/');
  });
  it('is never another site', () => {
    expect(ownPlace('//evil.example')).toBe('/');
    expect(ownPlace('/\\evil.example')).toBe('/');
    expect(ownPlace('https://evil.example')).toBe('/');
  });
  it('keeps a page whose name merely begins like ours', () => {
    expect(ownPlace('/apples')).toBe('/apples');
  });
});
