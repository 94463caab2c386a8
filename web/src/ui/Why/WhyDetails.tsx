import { List } from '@mantine/core';
import { type Told, useWhy } from './Why';

/** What keeps each of several senders. */
export function WhyDetails({ details, dimmed }: { details: readonly Told[] | null | undefined; dimmed?: boolean }) {
  const whyOf = useWhy();
  return details?.length ? (
    <List size="sm" mt={4} c={dimmed ? 'dimmed' : undefined} styles={{ itemLabel: { overflowWrap: 'anywhere' } }}>
      {details.map((detail) => (
        <List.Item key={detail.sentence}>{whyOf(detail)}</List.Item>
      ))}
    </List>
  ) : null;
}
