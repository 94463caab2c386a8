import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { isOver } from '../job';

export type Import = Schema<'ImportView'>;
export type Target = Schema<'ImportTarget'>;

const rests = (state: string) => state === 'uploaded' || isOver(state);

/** One import. The event says when something changed; that one was missed costs no more than these seconds. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => take(api.GET('/api/contacts/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (!query.state.data || rests(query.state.data.state) ? false : 3000),
  });
}

/** Keeps what a call answered, so that it is not asked for again. */
export function useKeep() {
  const queries = useQueryClient();
  return (view: Import) => {
    queries.setQueryData(['imports', view.id], view);
    void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
  };
}
