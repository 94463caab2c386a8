import { Badge, Group, Tooltip } from '@mantine/core';

function Tag({ children }: { children: string }) {
  return (
    <Badge variant="default" size="sm" radius="sm" tt="none" fw={500} title={children} style={{ minWidth: 0, flexShrink: 1 }}>
      {children}
    </Badge>
  );
}

/** A person's tags: the first ones, and the rest on pointing at their number. */
export function Tags({ of, most = 3 }: { of: readonly string[]; most?: number }) {
  const more = of.slice(most);
  return (
    <Group gap={4} wrap={most > 10 ? 'wrap' : 'nowrap'} style={{ minWidth: 0 }}>
      {of.slice(0, most).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {more.length > 0 && (
        <Tooltip label={more.join(', ')} multiline maw={320}>
          <Badge variant="default" size="sm" radius="sm" fw={500} style={{ flexShrink: 0 }}>
            +{more.length}
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}
