import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { ContentPreview } from '../../../ui/Composer/ContentPreview';
import type { Draft } from '../../../ui/Composer/draft';
import type { Broadcast } from '../calls/listBroadcasts';
import { useMembers } from '../calls/listMembers';
import { useMemberVariables } from '../calls/memberVariables';

/** The message as one of the first members gets it, with what is known of them. */
export function MemberPreview({ from, draft, list }: { from: string; draft: Draft; list: Broadcast }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const [at, setAt] = useState(0);
  const members = useMembers(list.id, undefined, list.phase === 'ready').data?.pages[0]?.items ?? [];
  const member = members[at];
  const variables = useMemberVariables(member?.contactId);
  return (
    <>
      <ContentPreview from={from} draft={draft} variables={variables.data} />
      {member && (
        <Group justify="space-between" mt="xs" gap="xs" wrap="nowrap" maw={340}>
          <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={t('send.before')} onClick={() => setAt(at - 1)}>
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <Text size="xs" c="dimmed" truncate title={member.name ?? undefined}>
            {t('send.as', { who: member.name ?? format.phone(member.phoneNumber) })}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={at >= members.length - 1}
            aria-label={t('send.after')}
            onClick={() => setAt(at + 1)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </>
  );
}
