import { useQueryClient } from '@tanstack/react-query';
import type { Campaign } from '../../calls/campaign';
import { useImport } from '../../calls/imports';
import { givenKey, useSomeRecipients, useVariables } from '../../calls/people';
import { variablesOf } from '../columns';
import type { Given } from '../numbers';

/** The variables that people of this audience have: of the file, of the numbers as they were typed, and of somebody among them. */
export function useAudienceVariables(campaign: Campaign): string[] {
  const queries = useQueryClient();
  const { source } = campaign.audience;
  const file = useImport(source.importId ?? undefined);
  const somebody = useSomeRecipients(campaign, '').data?.[0];
  const theirs = useVariables(somebody);
  const given = source.contacts != null ? (queries.getQueryData<Given[]>(givenKey) ?? []) : [];
  return [
    ...variablesOf(file.data?.plan?.mapping),
    ...given.slice(0, 20).flatMap((one) => Object.keys(one.variables ?? {})),
    // Lists and objects are reached by a path that only whoever made them knows.
    ...Object.entries(theirs ?? {}).flatMap(([name, value]) => (typeof value === 'object' ? [] : [name])),
  ];
}
