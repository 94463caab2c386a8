import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../lib/api/client';

// The sign-in ended while the page was open: back to the sign-in page, and from there to where one was.
function signedOut(problem: unknown) {
  if (!(problem instanceof Problem) || problem.status !== 401) return;
  if (location.pathname.startsWith('/app/sign-in')) return;
  location.assign(`/app/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** The one store of what the server said. Realtime events make it ask again, so that nothing is asked on a timer by default. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: signedOut }),
  mutationCache: new MutationCache({ onError: signedOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // An outage is tried again; an answer that says no is an answer.
      retry: (count, problem) => count < 2 && problem instanceof Problem && (problem.status === 0 || problem.status >= 500),
    },
  },
});
