import { Text } from '@mantine/core';
import { ChartFrame, type ChartProps } from './ChartFrame';
import classes from './Curves.module.css';

interface Props extends ChartProps {
  /** The last point's time is not over: what is drawn there is not the last word, and drawn so. */
  open?: boolean;
}

/** Lines over time from one ground, for figures of which none is a part of another. */
export function Curves({ open = false, ...props }: Props) {
  const { series, points, value, height = 160 } = props;
  const most = roundUp(Math.max(1, ...points.flatMap(({ values }) => series.map((one) => values[one.key] ?? 0))));
  const last = Math.max(1, points.length - 1);
  const x = (index: number) => (index * 100) / last;
  // A figure that never was would only lie on the ground.
  const drawn = series.filter((one) => points.some(({ values }) => (values[one.key] ?? 0) > 0));
  const y = (amount: number) => height - 1 - (amount / most) * (height - 6);
  const line = (key: string, from: number, to: number) =>
    points
      .slice(from, to)
      .map((point, index) => `${x(from + index)},${y(point.values[key] ?? 0)}`)
      .join(' ');
  const sure = open ? points.length - 1 : points.length;
  const levels = most > 1 ? [most, most / 2] : [most];
  return (
    <ChartFrame
      {...props}
      ticks={5}
      nearest={(share) => Math.round(share * last)}
      over={levels.map((level) => (
        <Text key={level} className={classes.level} size="xs" c="dimmed" style={{ top: y(level) }} aria-hidden>
          {value(level)}
        </Text>
      ))}
    >
      {(active) => (
        <>
          {levels.map((level) => (
            <line key={level} className={classes.grid} x1={0} x2={100} y1={y(level)} y2={y(level)} />
          ))}
          {active !== null && <line className={classes.pointer} x1={x(active)} x2={x(active)} y1={0} y2={height} />}
          {drawn.map((one) => (
            <g key={one.key} className={classes.line} stroke={one.color}>
              <polyline points={line(one.key, 0, sure)} />
              {open && <polyline points={line(one.key, sure - 1, points.length)} strokeDasharray="3 4" />}
              {active !== null && (
                // A line of no length with round ends is a dot that the picture's stretching leaves round.
                <path className={classes.dot} d={`M${x(active)},${y(points[active]?.values[one.key] ?? 0)}h0`} />
              )}
            </g>
          ))}
        </>
      )}
    </ChartFrame>
  );
}

/** The next even number of one or two digits and zeros, so that the picture's height and its half are read at a glance. */
export function roundUp(most: number): number {
  if (most <= 2) return Math.max(1, most);
  const size = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  return Math.ceil(most / size / 2) * size * 2;
}
