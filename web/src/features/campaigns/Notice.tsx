import { Alert, type AlertProps } from '@mantine/core';

/** Something to know, in a light colour. Its title is in the colour of text: the palette's own is too faint on its light shade. */
export function Notice(props: AlertProps) {
  return <Alert variant="light" styles={{ label: { color: 'var(--mantine-color-text)' } }} {...props} />;
}
