import { ChartFrame, type ChartProps } from './ChartFrame';

/** Bars over time, the series stacked from the bottom. A drawing of our own: chart libraries weigh more than the whole page may. */
export function Bars(props: ChartProps) {
  const { series, points, height = 160 } = props;
  const most = Math.max(1, ...points.map(({ values }) => series.reduce((total, one) => total + (values[one.key] ?? 0), 0)));
  const step = 100 / Math.max(1, points.length);
  return (
    <ChartFrame {...props} ticks={3} nearest={(share) => Math.floor(share * points.length)}>
      {(active) =>
        points.map((point, index) => {
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
        })
      }
    </ChartFrame>
  );
}
