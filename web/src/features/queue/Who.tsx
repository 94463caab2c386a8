import { Text } from '@mantine/core';
import { useFormat } from '../../lib/format';
import type { Message } from './calls/deadLetters';

/** The person of a message: their name over their number. */
export function Who({ message: { contactName, to } }: { message: Pick<Message, 'contactName' | 'to'> }) {
  const format = useFormat();
  return (
    <>
      <Text size="sm" fw={550} truncate title={contactName ?? undefined}>
        {contactName ?? format.phone(to)}
      </Text>
      {contactName && (
        <Text size="xs" c="dimmed" truncate>
          {format.phone(to)}
        </Text>
      )}
    </>
  );
}
