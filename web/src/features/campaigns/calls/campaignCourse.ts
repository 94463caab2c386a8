import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';

export type Course = Schema<'ShowCourseResponse'>;

/** Becomes old with each of the campaign's events, as its figures do. */
export function useCampaignCourse(id: string) {
  return useQuery({
    queryKey: ['campaigns', id, 'course'],
    queryFn: ({ signal }) => take(api.GET('/api/campaigns/{id}/course', { params: { path: { id } }, signal })),
  });
}
