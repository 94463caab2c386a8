import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { mediaUrl } from '../../../ui/Composer/draft';
import { PhonePreview } from '../../../ui/PhonePreview/PhonePreview';
import type { Campaign } from '../calls/campaign';
import { useSenders } from '../calls/senders';
import { Decided } from '../Decided';
import { shareOf } from '../wizard/message';

/** What was decided before it started: whom it is for, what it says, who sends it, when and how fast. */
export function SetupTab({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const senders = useSenders();
  const { variants } = campaign;
  const ids = campaign.senderIds as string[] | null | undefined;
  const sender = senders.data?.find((one) => !ids || ids.includes(one.id));
  return (
    <Group align="flex-start" gap="xl">
      <Box flex="1 1 320px" miw={0}>
        <Decided campaign={campaign} whole />
      </Box>
      <Stack flex="0 1 340px" gap="lg" miw={260}>
        {variants.map(({ name, weight, content }) => (
          <div key={name}>
            {variants.length > 1 && (
              <Group justify="space-between" mb={6}>
                <Title order={2} size="h6">
                  {t('variantNamed', { name })}
                </Title>
                <Text size="xs" c="dimmed">
                  {format.percent(shareOf({ weight }, variants))}
                </Text>
              </Group>
            )}
            <PhonePreview
              from={sender?.name ?? t('aSender')}
              text={content.text ?? ''}
              media={
                content.media && {
                  kind: content.kind,
                  fileName: content.media.fileName,
                  bytes: content.media.bytes,
                  url: mediaUrl(content.media.id),
                }
              }
              other={content.location || content.contact ? t(`kind.${content.kind}`) : undefined}
              raw
            />
          </div>
        ))}
      </Stack>
    </Group>
  );
}
