import { Box } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { Failed } from '../ui/Failed';

/** A page that could not be shown: an outage while it loaded, or a bug in it. */
export function Broken({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Box p="xl" maw={640} mx="auto" component="main">
      <Failed problem={error} retry={() => void router.invalidate()} />
    </Box>
  );
}
