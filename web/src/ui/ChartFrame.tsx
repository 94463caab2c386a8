import { Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './ChartFrame.module.css';

export interface Series {
  key: string;
  name: string;
  /** A CSS colour. */
  color: string;
}

export interface Point {
  at: string;
  values: Readonly<Record<string, number>>;
}

export interface ChartProps {
  /** What the picture shows, for screen readers. */
  label: string;
  series: readonly Series[];
  points: readonly Point[];
  /** How a point's time is written below the picture. */
  name: (at: string) => string;
  /** How it is written where it is told; as below the picture when left out. */
  told?: (at: string) => string;
  value: (n: number) => string;
  height?: number;
}

interface Props extends ChartProps {
  /** The point that one means who points at this share of the width. */
  nearest: (share: number) => number;
  /** Times written below, spread evenly. */
  ticks: number;
  /** What stands beside the picture, over it. */
  over?: ReactNode;
  /** What is drawn, 100 wide and as high as the picture. */
  children: (active: number | null) => ReactNode;
}

/** What every picture over time has around it: the colours with the figures one points at, the times below, and a table for who cannot see it. */
export function ChartFrame({ label, series, points, name, told = name, value, height = 160, nearest, ticks, over, children }: Props) {
  const [active, setActive] = useState<number | null>(null);
  const shown = active === null ? undefined : points[active];
  return (
    <figure className={classes.figure} aria-label={label}>
      <Group justify="space-between" mb={6} gap="xs" mih={20}>
        <Group gap="4px 16px">
          {series.map((one) => (
            <Group key={one.key} gap={6} wrap="nowrap">
              <span className={classes.key} style={{ background: one.color }} />
              <Text size="xs" c="dimmed">
                {one.name}
                {shown && (
                  <Text span size="xs" fw={600} c="var(--mantine-color-text)" ml={6}>
                    {value(shown.values[one.key] ?? 0)}
                  </Text>
                )}
              </Text>
            </Group>
          ))}
        </Group>
        <Text size="xs" c="dimmed" aria-hidden>
          {shown ? told(shown.at) : ''}
        </Text>
      </Group>
      <div className={classes.area}>
        <svg
          className={classes.picture}
          style={{ height }}
          viewBox={`0 0 100 ${height}`}
          preserveAspectRatio="none"
          aria-hidden
          onMouseLeave={() => setActive(null)}
          onMouseMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            setActive(Math.min(points.length - 1, Math.max(0, nearest((event.clientX - box.left) / box.width))));
          }}
        >
          {children(active)}
        </svg>
        {over}
      </div>
      <Group justify="space-between" mt={4} wrap="nowrap" gap="xs" aria-hidden>
        {spread(points.length, ticks).map((index) => (
          <Text key={index} size="xs" c="dimmed" className={classes.tick}>
            {name(points[index]?.at ?? '')}
          </Text>
        ))}
      </Group>
      <div className={classes.told}>
        <table>
          <caption>{label}</caption>
          <tbody>
            {points
              .filter((point) => series.some((one) => (point.values[one.key] ?? 0) > 0))
              .map((point) => (
                <tr key={point.at}>
                  <th scope="row">{told(point.at)}</th>
                  {series.map((one) => (
                    <td key={one.key}>{`${one.name}: ${value(point.values[one.key] ?? 0)}`}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** So many places of a row, the first and the last among them; none where there is hardly a row. */
export function spread(length: number, wanted: number): number[] {
  if (length < 3) return [];
  const last = Math.min(wanted, length) - 1;
  return Array.from({ length: last + 1 }, (_, place) => Math.round((place * (length - 1)) / last));
}
