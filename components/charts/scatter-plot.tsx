import { ChartFrame } from "@/components/charts/chart-frame";
import { Plot } from "@/components/charts/plot";
import { scaleFor } from "@/components/charts/prepare/scale";

export interface ScatterPoint {
  key: string;
  name: string;
  x: number;
  y: number;
}

/** Two figures of the same things against each other, a dot for each; the table behind it names them. */
export function ScatterPlot({
  name,
  summary,
  points,
  head,
  formatX,
  formatY,
  height = 260,
}: {
  name: string;
  summary: string;
  points: readonly ScatterPoint[];
  /** heads of the table: what the things are, the figure across, the figure upwards */
  head: readonly [thing: string, x: string, y: string];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  height?: number;
}) {
  const across = scaleFor(points.map(({ x }) => x));
  const upwards = scaleFor(
    points.map(({ y }) => y),
    { whole: false },
  );
  return (
    <ChartFrame
      name={name}
      summary={summary}
      table={{ head: [...head], rows: points.map((point) => [point.name, formatX(point.x), formatY(point.y)]) }}
    >
      <div>
        <p aria-hidden="true" className="text-label text-ink-quiet">
          {head[2]} ↑
        </p>
        <Plot
          scale={upwards}
          formatTick={formatY}
          height={height}
          labels={across.ticks.map((tick) => ({ key: String(tick), x: across.share(tick), text: formatX(tick) }))}
        >
          {points.map((point) => (
            <span
              key={point.key}
              aria-hidden="true"
              title={`${point.name}: ${formatX(point.x)} · ${formatY(point.y)}`}
              className="absolute size-2.5 -translate-x-1/2 translate-y-1/2 rounded-full border border-paper bg-accent/75"
              style={{ left: `${across.share(point.x) * 100}%`, bottom: `${upwards.share(point.y) * 100}%` }}
            />
          ))}
        </Plot>
        <p aria-hidden="true" className="mt-1 text-right text-label text-ink-quiet">
          {head[1]} →
        </p>
      </div>
    </ChartFrame>
  );
}
