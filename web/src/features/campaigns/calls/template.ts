import { queryOptions } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';

/** A message of the library that a campaign begins with. */
export const templateQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['templates', id],
    queryFn: ({ signal }) => take(api.GET('/api/templates/{id}', { params: { path: { id: id as string } }, signal })),
    enabled: id !== undefined,
  });
