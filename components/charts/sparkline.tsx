import { linePath, prepareTimeSeries } from "@/components/charts/prepare/time-series";

/** The shape of a few values beside a number or in a table cell. `label` says it in words, because the line alone cannot. */
export function Sparkline({
  values,
  label,
  width = 96,
  height = 24,
}: {
  values: ReadonlyArray<number | null>;
  label: string;
  width?: number;
  height?: number;
}) {
  const series = prepareTimeSeries(values.map((value, index) => ({ at: String(index), value })));
  const last = series.points.findLast((point) => point.y !== null);
  return (
    <span className="relative inline-block align-middle" style={{ width, height }}>
      <svg
        role="img"
        aria-label={label}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full overflow-visible"
      >
        <path
          d={linePath(series.current)}
          fill="none"
          stroke="var(--accent)"
          strokeWidth={1.5}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {last ? (
        <span
          aria-hidden="true"
          className="absolute size-1.5 -translate-1/2 rounded-full bg-accent"
          style={{ left: `${last.x * 100}%`, top: `${(last.y ?? 0) * 100}%` }}
        />
      ) : null}
    </span>
  );
}
