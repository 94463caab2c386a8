import { type MantineColor, Progress } from '@mantine/core';

/** A thin bar that says to a screen reader what it shows. */
export function Bar({
  label,
  share,
  color,
  size,
  width,
}: {
  label: string;
  share: number;
  color: MantineColor;
  size: number;
  width?: number;
}) {
  return (
    <Progress.Root size={size} radius="xl" w={width}>
      <Progress.Section value={Math.round(share * 100)} color={color} aria-label={label} />
    </Progress.Root>
  );
}
