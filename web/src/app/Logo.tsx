import { Group, Text } from '@mantine/core';

export function Logo({ size = 26 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/app/icon.svg" alt="" width={size} height={size} />
      <Text fw={700} size={size > 30 ? 'xl' : 'lg'} style={{ letterSpacing: '-0.02em' }}>
        Parley
      </Text>
    </Group>
  );
}
