import { describe, expect, it } from 'vitest';
import type { Schema } from '../../lib/api/types';
import { recommended, standing } from './driverName';
import { hoursOf, rows } from './facts';

const can: Schema<'ChannelCapabilities'> = {
  content: ['text', 'image', 'location'],
  maxTextLength: 4096,
  maxMediaBytes: { image: 5_000_000 },
  choosesMessageId: false,
  deduplicatesById: false,
  maxInFlight: 8,
  receipts: true,
  typing: false,
  numberCheck: false,
  pairsByQr: false,
  pairsByCode: false,
  edits: false,
  deletes: false,
  holdsConnection: false,
  echoes: false,
  freeFormWindow: '1.00:00:00',
};
const value = (key: string, of = can) => rows.find((row) => row.key === key)?.of(of);

describe('What a driver can do', () => {
  it('is told of each kind of message with the most it takes', () => {
    expect(value('kind.text')).toEqual({ is: 'characters', amount: 4096 });
    expect(value('kind.image')).toEqual({ is: 'bytes', amount: 5_000_000 });
    expect(value('kind.location')).toEqual({ is: 'yes' });
    expect(value('kind.poll')).toEqual({ is: 'no' });
  });
  it('says within how many hours one may write freely, and that there is no such rule', () => {
    expect(value('fact.window')).toEqual({ is: 'hours', amount: 24 });
    expect(value('fact.window', { ...can, freeFormWindow: null })).toEqual({ is: 'always' });
    expect(hoursOf('36:30:00')).toBe(36.5);
  });
  it('links by what it pairs by, and by its token where it pairs by nothing', () => {
    expect(value('fact.pairing')).toEqual({ is: 'ways', ways: ['token'] });
    expect(value('fact.pairing', { ...can, pairsByQr: true, pairsByCode: true })).toEqual({ is: 'ways', ways: ['qr', 'code'] });
  });
});

describe('Drivers to choose from', () => {
  it('have the permitted one first and the stand-in last, one that nobody knows after it', () => {
    expect(['simulator', 'moon', 'webjs', 'baileys', 'cloud'].sort(recommended)).toEqual([
      'cloud',
      'baileys',
      'webjs',
      'simulator',
      'moon',
    ]);
  });
  it('are official only where WhatsApp permits them', () => {
    expect(['cloud', 'baileys', 'webjs', 'simulator'].map(standing)).toEqual(['official', 'unofficial', 'unofficial', 'tryout']);
  });
});
