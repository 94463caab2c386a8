import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface Props {
  to: string;
  search?: Record<string, string>;
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
  /** Where it leads. */
  children: ReactNode;
}

/** Above a page's title: the way to where it belongs. */
export function Back({ to, search = {}, onClick, children }: Props) {
  return (
    <Anchor
      size="sm"
      c="dimmed"
      mb={6}
      display="inline-flex"
      style={{ gap: 4, alignItems: 'center' }}
      renderRoot={(props) => <Link to={to} search={search as never} {...props} onClick={onClick} />}
    >
      <IconArrowLeft size={16} aria-hidden />
      {children}
    </Anchor>
  );
}
