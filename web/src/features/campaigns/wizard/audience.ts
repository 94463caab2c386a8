import type { Schema } from '../../../lib/api/types';
import type { Campaign } from '../calls/campaign';
import { type Given, MOST_NUMBERS, readNumbers } from './numbers';

export const kinds = ['file', 'tags', 'segment', 'numbers', 'all', 'earlier'] as const;
export type AudienceKind = (typeof kinds)[number];

export interface AudienceValues {
  kind: AudienceKind;
  importId: string | null;
  tags: string[];
  segmentId: string | null;
  numbers: string;
  /** People who came with the campaign already; nothing typed leaves them as they are. */
  kept: number;
}

export function audienceOf(campaign: Campaign | undefined): AudienceValues {
  const source = campaign?.audience.source ?? {};
  return {
    kind: source.tags
      ? 'tags'
      : source.segmentId
        ? 'segment'
        : source.contacts != null
          ? 'numbers'
          : source.all
            ? 'all'
            : source.campaignId
              ? 'earlier'
              : 'file',
    importId: source.importId ?? null,
    tags: source.tags ?? [],
    segmentId: source.segmentId ?? null,
    numbers: '',
    kept: source.contacts ?? 0,
  };
}

type Wrong = 'noFile' | 'notImported' | 'noTags' | 'noSegment' | 'noNumbers' | 'tooMany';

/** @param fileState Of the import that was chosen. */
export function wrongWith(values: AudienceValues, fileState: string | undefined): Wrong | null {
  switch (values.kind) {
    case 'file':
      return !values.importId ? 'noFile' : fileState === 'completed' ? null : 'notImported';
    case 'tags':
      return values.tags.length ? null : 'noTags';
    case 'segment':
      return values.segmentId ? null : 'noSegment';
    case 'numbers': {
      const { length } = readNumbers(values.numbers).people;
      return length === 0 && !values.kept ? 'noNumbers' : length > MOST_NUMBERS ? 'tooMany' : null;
    }
    default:
      return null;
  }
}

/** What to write down; nothing when it is what the campaign has, because another audience makes the server write all recipients anew. */
export function audienceChange(
  values: AudienceValues,
  campaign: Campaign | undefined,
): { audience?: Schema<'AudienceSpec'>; contacts?: Given[] } {
  const source = campaign?.audience.source;
  switch (values.kind) {
    case 'file':
      return source?.importId === values.importId ? {} : { audience: { importId: values.importId } };
    case 'tags':
      return source?.tags && [...source.tags].sort().join() === [...values.tags].sort().join() ? {} : { audience: { tags: values.tags } };
    case 'segment':
      return source?.segmentId === values.segmentId ? {} : { audience: { segmentId: values.segmentId } };
    case 'numbers': {
      const { people } = readNumbers(values.numbers);
      return people.length ? { contacts: people } : {};
    }
    case 'all':
      return source?.all ? {} : { audience: { all: true } };
    case 'earlier':
      return {};
  }
}
