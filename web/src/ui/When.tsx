import { Text } from '@mantine/core';
import { useFormat } from '../lib/format';

/** In a row: how long ago it was, and exactly when on a look. */
export function When({ at }: { at: string | null | undefined }) {
  const format = useFormat();
  if (!at) return '–';
  return (
    <Text size="sm" c="dimmed" truncate title={format.dateTime(at)}>
      {format.ago(at)}
    </Text>
  );
}
