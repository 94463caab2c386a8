import type { Point } from '../../../ui/ChartFrame';
import type { Campaign } from '../calls/campaign';
import type { Course } from '../calls/campaignCourse';

export const metrics = ['sent', 'delivered', 'read', 'failed'] as const;

const DAY_S = 86_400;

/** Its last step is not over, and the campaign still sends. */
export function isOpen(course: Course, campaign: Pick<Campaign, 'state'>, now: number): boolean {
  const last = course.points.at(-1);
  return last !== undefined && campaign.state === 'running' && Date.parse(last.at) + course.stepSeconds * 1000 > now;
}

/** The steps between two in which nothing happened, so that the lines come from the ground and go back to it; one that is not over goes nowhere yet. */
export function pointsOf({ stepSeconds, points }: Course, open: boolean): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const quiet = (at: string, steps: number): Point => ({
    at: new Date(Date.parse(at) + steps * stepSeconds * 1000).toISOString(),
    values: { sent: 0, delivered: 0, read: 0, failed: 0 },
  });
  const between = points.map(({ at, sent, delivered, read, failed }) => ({
    at,
    // More were tried again in a step than failed in it: no line goes below the ground.
    values: { sent, delivered, read, failed: Math.max(0, failed) },
  }));
  return [quiet(first.at, -1), ...between, ...(open ? [] : [quiet(last.at, 1)])];
}

/** How much of a time is worth saying below the picture: the hour within a day, the day where a step is one, else both. */
export function nameAs({ stepSeconds }: Course, points: readonly Point[]): 'time' | 'day' | 'dayTime' {
  if (stepSeconds >= DAY_S) return 'day';
  const days = new Set(points.map(({ at }) => new Date(at).toDateString()));
  return days.size > 1 ? 'dayTime' : 'time';
}
