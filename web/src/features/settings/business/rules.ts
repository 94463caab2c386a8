import type { Schema } from '../../../lib/api/types';

export type Tenant = Schema<'ShowTenantResponse'>;

/** The rules as a form holds them: a switch for what may be absent, and proposals for when it is switched on. */
export interface Rules {
  name: string;
  timeZone: string;
  defaultRegion: string | null;
  requireOptIn: boolean;
  capped: boolean;
  capMessages: number | string;
  capDays: number | string;
  quiet: boolean;
  quietFrom: string;
  quietTo: string;
  optOutWords: string[];
  optInWords: string[];
  optOutReply: string;
  optInReply: string;
}

export function rulesOf(tenant: Tenant): Rules {
  return {
    name: tenant.name,
    timeZone: tenant.timeZone,
    defaultRegion: tenant.defaultRegion ?? null,
    requireOptIn: tenant.requireOptIn,
    capped: tenant.capMessages != null,
    capMessages: tenant.capMessages ?? 4,
    capDays: tenant.capDays ?? 7,
    quiet: tenant.quietFrom != null,
    quietFrom: (tenant.quietFrom ?? '21:00').slice(0, 5),
    quietTo: (tenant.quietTo ?? '08:00').slice(0, 5),
    optOutWords: [...tenant.optOutWords],
    optInWords: [...tenant.optInWords],
    optOutReply: tenant.optOutReply ?? '',
    optInReply: tenant.optInReply ?? '',
  };
}

/** What the server is told: null where something is switched off or left empty. */
export function changeOf(rules: Rules): Schema<'ChangeTenantRequest'> {
  return {
    name: rules.name.trim(),
    timeZone: rules.timeZone,
    defaultRegion: rules.defaultRegion,
    requireOptIn: rules.requireOptIn,
    capMessages: rules.capped ? Number(rules.capMessages) : null,
    capDays: rules.capped ? Number(rules.capDays) : null,
    quietFrom: rules.quiet ? rules.quietFrom : null,
    quietTo: rules.quiet ? rules.quietTo : null,
    optOutWords: rules.optOutWords,
    optInWords: rules.optInWords,
    optOutReply: rules.optOutReply.trim() || null,
    optInReply: rules.optInReply.trim() || null,
  };
}

/** Time zones as choices. Browsers leave UTC out of their list, and the present one may be of an older name. */
export function zones(present: string): string[] {
  return [...new Set(['UTC', present, ...Intl.supportedValuesOf('timeZone')])];
}
