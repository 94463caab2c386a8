import { Group, Text } from '@mantine/core';
import { useId, useState } from 'react';
import classes from './Bars.module.css';

export interface Series {
  key: string;
  name: string;
  /** A CSS colour. */
  color: string;
}

interface Props {
  /** What the picture shows, for screen readers. */
  label: string;
  series: readonly Series[];
  points: readonly { at: string; values: Readonly<Record<string, number>> }[];
  /** How a point's time is written. */
  name: (at: string) => string;
  value: (n: number) => string;
  height?: number;
}

/** Bars over time, the series stacked from the bottom. A drawing of our own: chart libraries weigh more than the whole page may. */
export function Bars({ label, series, points, name, value, height = 160 }: Props) {
  const [active, setActive] = useState<number | null>(null);
  const table = useId();
  const sum = (values: Readonly<Record<string, number>>) => series.reduce((total, one) => total + (values[one.key] ?? 0), 0);
  const most = Math.max(1, ...points.map((point) => sum(point.values)));
  const step = 100 / Math.max(1, points.length);
  const told = active === null ? undefined : points[active];
  return (
    <figure className={classes.figure} aria-label={label}>
      <Group justify="space-between" mb={6} gap="xs" mih={20}>
        <Group gap="md">
          {series.map((one) => (
            <Group key={one.key} gap={6}>
              <span className={classes.key} style={{ background: one.color }} />
              <Text size="xs" c="dimmed">
                {one.name}
                {told && (
                  <Text span size="xs" fw={600} c="var(--mantine-color-text)" ml={6}>
                    {value(told.values[one.key] ?? 0)}
                  </Text>
                )}
              </Text>
            </Group>
          ))}
        </Group>
        <Text size="xs" c="dimmed" aria-hidden>
          {told ? name(told.at) : ''}
        </Text>
      </Group>
      <svg
        className={classes.picture}
        style={{ height }}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        aria-hidden
        onMouseLeave={() => setActive(null)}
        onMouseMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const index = Math.floor(((event.clientX - box.left) / box.width) * points.length);
          setActive(Math.min(points.length - 1, Math.max(0, index)));
        }}
      >
        {points.map((point, index) => {
          let top = height;
          return (
            <g key={point.at} opacity={active === null || active === index ? 1 : 0.45}>
              {series.map((one) => {
                const size = ((point.values[one.key] ?? 0) / most) * (height - 4);
                top -= size;
                return (
                  size > 0 && (
                    <rect
                      key={one.key}
                      x={index * step + step * 0.12}
                      width={step * 0.76}
                      y={top}
                      height={Math.max(size, 1)}
                      fill={one.color}
                    />
                  )
                );
              })}
            </g>
          );
        })}
      </svg>
      <Group justify="space-between" mt={4} aria-hidden>
        {[points[0], points[Math.floor(points.length / 2)], points[points.length - 1]].map((point, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: first, middle and last
          <Text key={place} size="xs" c="dimmed">
            {point && points.length > 2 ? name(point.at) : ''}
          </Text>
        ))}
      </Group>
      <table id={table} className={classes.told}>
        <caption>{label}</caption>
        <tbody>
          {points
            .filter((point) => sum(point.values) > 0)
            .map((point) => (
              <tr key={point.at}>
                <th scope="row">{name(point.at)}</th>
                {series.map((one) => (
                  <td key={one.key}>{`${one.name}: ${value(point.values[one.key] ?? 0)}`}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}
