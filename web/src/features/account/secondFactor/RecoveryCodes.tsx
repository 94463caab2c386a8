import { Button, Code, CopyButton, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';

/** Shown once: what lets one in when the phone is lost. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('account');
  const me = useMe();
  const text = codes.join('\n');
  const download = () => {
    const address = URL.createObjectURL(new Blob([`Parley, ${me.user?.email ?? ''}\n\n${text}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'parley-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Stack>
      <Text size="sm">{t('codes.about')}</Text>
      <Paper withBorder p="md" bg="var(--parley-subtle)">
        <SimpleGrid cols={2} spacing="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {codes.map((code) => (
            <Text key={code} component="li" ta="center">
              <Code fz="sm" bg="transparent">
                {code}
              </Code>
            </Text>
          ))}
        </SimpleGrid>
      </Paper>
      <Group gap="xs">
        <CopyButton value={text} timeout={2500}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={download} leftSection={<IconDownload size={16} aria-hidden />}>
          {t('codes.download')}
        </Button>
      </Group>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('codes.kept')}</Button>
      </Group>
    </Stack>
  );
}
