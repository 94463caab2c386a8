import { Button, Code, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Something to be kept elsewhere, because it is shown only now: a key, a password. @param label what it is, for screen readers */
export function Secret({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation('ui');
  return (
    <Group gap="xs" wrap="nowrap" align="stretch">
      <Code
        block
        flex={1}
        fz="sm"
        aria-label={label}
        role="textbox"
        aria-readonly
        tabIndex={0}
        style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', userSelect: 'all' }}
      >
        {value}
      </Code>
      <CopyButton value={value} timeout={2500}>
        {({ copied, copy }) => (
          <Button
            variant="light"
            color={copied ? 'teal' : undefined}
            onClick={copy}
            h="auto"
            mah="2.75rem"
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
