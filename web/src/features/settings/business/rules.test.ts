import { describe, expect, it } from 'vitest';
import { changeOf, rulesOf, type Tenant, zones } from './rules';

const tenant: Tenant = {
  id: '1',
  slug: 'shop',
  name: 'Shop',
  timeZone: 'America/Sao_Paulo',
  requireOptIn: false,
  optOutWords: ['STOP'],
  optInWords: ['START'],
  createdAt: '2026-01-01T00:00:00Z',
};

describe('A business’s rules in a form', () => {
  it('come back as they were when nothing is changed', () => {
    const full = {
      ...tenant,
      defaultRegion: 'BR',
      capMessages: 2,
      capDays: 3,
      quietFrom: '22:30:00',
      quietTo: '07:00:00',
      optOutReply: 'Bye',
    };
    expect(changeOf(rulesOf(full))).toMatchObject({
      defaultRegion: 'BR',
      capMessages: 2,
      capDays: 3,
      quietFrom: '22:30',
      quietTo: '07:00',
      optOutReply: 'Bye',
      optInReply: null,
    });
  });
  it('tell the server null for what is switched off, whatever the fields beside the switch hold', () => {
    const rules = rulesOf(tenant);
    expect(rules.quiet || rules.capped).toBe(false);
    expect(changeOf(rules)).toMatchObject({ capMessages: null, capDays: null, quietFrom: null, quietTo: null, defaultRegion: null });
  });
  it('propose hours and numbers when something is switched on', () => {
    expect(changeOf({ ...rulesOf(tenant), quiet: true, capped: true })).toMatchObject({
      quietFrom: '21:00',
      quietTo: '08:00',
      capMessages: 4,
      capDays: 7,
    });
  });
});

describe('The time zones to choose from', () => {
  it('have UTC and the present one, once each', () => {
    const all = zones('America/Sao_Paulo');
    expect(all[0]).toBe('UTC');
    expect(all.filter((zone) => zone === 'America/Sao_Paulo')).toHaveLength(1);
    expect(zones('Etc/Oddity')).toContain('Etc/Oddity');
  });
});
