import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../../../ui/problems';
import type { Sender } from '../sender';

/** A call that changes a sender and answers with it: what it answers is shown at once, and everything about senders is asked again. */
export function useSenderChange<Input>(call: (input: Input) => Promise<Sender>, quiet = false) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (sender) => {
      queries.setQueryData(['senders', sender.id], sender);
      void queries.invalidateQueries({ queryKey: ['senders'] });
    },
    onError: (problem) => {
      if (!quiet) tell(problem);
    },
  });
}
