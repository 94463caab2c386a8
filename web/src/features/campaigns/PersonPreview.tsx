import { Box, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { ContentPreview } from '../../ui/Composer/ContentPreview';
import type { Draft } from '../../ui/Composer/draft';
import type { Campaign } from './calls/campaign';
import { useSomeRecipients, useVariables } from './calls/people';
import type { Recipient } from './calls/recipients';
import { useSenders } from './calls/senders';

/** The message on the phone of any recipient, with their own variables. */
export function PersonPreview({ campaign, message }: { campaign: Campaign; message: Draft }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const senders = useSenders();
  const [chosen, setChosen] = useState<Recipient>();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  // What stands in the field after a choice is somebody's name and not a question.
  const known = useRef(new Set<string>());
  const people = useSomeRecipients(campaign, known.current.has(search) ? '' : search);
  for (const one of people.data ?? []) known.current.add(named(one));
  const person = chosen ?? people.data?.[0];
  const variables = useVariables(person);
  const options = people.data ?? [];
  const all = chosen && !options.some((one) => one.id === chosen.id) ? [chosen, ...options] : options;
  const ids = campaign.senderIds as string[] | null | undefined;
  const sender = senders.data?.find((one) => !ids || ids.includes(one.id));

  function named(one: Recipient) {
    return one.name ? `${one.name} · ${format.phone(one.to)}` : format.phone(one.to);
  }
  return (
    <Box pos="sticky" top={72}>
      <Stack gap="sm" align="center">
        <Select
          label={t('preview.for')}
          data={all.map((one) => ({ value: one.id, label: named(one) }))}
          value={person?.id ?? null}
          onChange={(id) => setChosen(all.find((one) => one.id === id))}
          searchable
          onSearchChange={setTyped}
          filter={({ options: found }) => found}
          nothingFoundMessage={t('preview.nobody')}
          placeholder={t('preview.search')}
          allowDeselect={false}
          w="100%"
          maw={340}
        />
        <ContentPreview from={sender?.name ?? t('aSender')} draft={message} variables={variables} />
      </Stack>
    </Box>
  );
}
