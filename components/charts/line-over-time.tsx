import { useTranslations } from "next-intl";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartReadout } from "@/components/charts/chart-readout";
import { CloserLook } from "@/components/charts/closer-look";
import { Plot } from "@/components/charts/plot";
import { areaPath, linePath, prepareTimeSeries, type TimePoint } from "@/components/charts/prepare/time-series";

export interface Annotation {
  at: string;
  label: string;
}

export interface OverTimeProps {
  /** what the values are: "People present" */
  name: string;
  points: readonly TimePoint[];
  formatValue: (value: number | null) => string;
  /** a point's time in full, for the table and the readout: "Fri 20 Nov" */
  formatAt: (at: string) => string;
  /** and short, for the axis: "20 Nov" */
  formatShort?: (at: string) => string;
  formatTick?: (value: number) => string;
  /** said instead of "Before": "same time last year" */
  previousName?: string;
  annotations?: readonly Annotation[];
  /** counts (whole steps on the scale) or measures */
  whole?: boolean;
  height?: number;
}

/**
 * Values over time as a line: the comparison thin behind it, the bucket in progress dashed, gaps left open, the scale
 * from zero, annotations on the line.
 */
export function LineOverTime({
  name,
  points,
  formatValue,
  formatAt,
  formatShort = formatAt,
  formatTick = formatValue,
  previousName,
  annotations = [],
  whole = true,
  height = 200,
}: OverTimeProps) {
  const t = useTranslations("ui.chart");
  const series = prepareTimeSeries(points, { whole });
  const before = previousName ?? t("previous");
  const compared = points.some((point) => point.previous !== null && point.previous !== undefined);
  const running = points.some((point) => point.inProgress);
  const inWords = (point: TimePoint) => `${formatValue(point.value)}${point.inProgress ? ` (${t("inProgress")})` : ""}`;
  return (
    <ChartFrame
      name={name}
      summary={summaryOf(t, name, points, formatValue, formatAt)}
      table={{
        head: [t("period"), name, ...(compared ? [before] : [])],
        rows: points.map((point) => [
          formatAt(point.at),
          inWords(point),
          ...(compared ? [formatValue(point.previous ?? null)] : []),
        ]),
      }}
      closer={
        whole ? (
          <CloserLook
            name={name}
            previousName={compared ? before : null}
            points={points.map(({ at, value, previous, inProgress }) => ({
              label: formatShort(at),
              value,
              previous,
              inProgress,
            }))}
          />
        ) : null
      }
      legend={
        <TimeLegend
          current={compared ? t("current") : null}
          previous={compared ? before : null}
          running={running ? t("inProgress") : null}
        />
      }
    >
      <Plot
        headroom={annotations.length > 0}
        scale={series.scale}
        formatTick={formatTick}
        height={height}
        labels={series.labelled.flatMap((index) => {
          const point = series.points[index];
          return point ? [{ key: point.at, x: point.x, text: formatShort(point.at) }] : [];
        })}
        shapes={
          <>
            <path d={areaPath(series.current, 1 - series.scale.share(0))} fill="var(--accent)" opacity={0.07} />
            <path
              d={linePath(series.previous)}
              fill="none"
              stroke="var(--edge)"
              strokeWidth={1}
              vectorEffect="non-scaling-stroke"
            />
            <path
              d={linePath(series.current)}
              fill="none"
              stroke="var(--accent)"
              strokeWidth={2}
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
            {series.running.length ? (
              <path
                d={linePath([series.running])}
                fill="none"
                stroke="var(--accent)"
                strokeWidth={2}
                strokeDasharray="3 4"
                vectorEffect="non-scaling-stroke"
              />
            ) : null}
          </>
        }
      >
        {series.points
          .filter((point, index) => isAlone(series.points, index) && point.y !== null)
          .map((point) => (
            <Dot key={point.at} x={point.x} y={point.y ?? 0} hollow={point.inProgress === true} />
          ))}
        {annotations.map((annotation) => {
          const point = series.points.find(({ at }) => at === annotation.at);
          return point ? <Mark key={annotation.at} x={point.x} y={point.y} label={annotation.label} /> : null;
        })}
        <ChartReadout
          label={`${name}. ${t("explore")}`}
          points={series.points.map((point) => ({
            x: point.x,
            y: point.y,
            title: formatAt(point.at),
            lines: [
              point.value === null ? t("noData") : inWords(point),
              ...(compared ? [`${before}: ${formatValue(point.previous ?? null)}`] : []),
            ],
          }))}
        />
      </Plot>
    </ChartFrame>
  );
}

/** A value between two gaps has no line, and a running one ends its dashes: both get a dot. */
function isAlone(points: ReadonlyArray<{ y: number | null; inProgress?: boolean }>, index: number): boolean {
  const [before, here, after] = [points[index - 1], points[index], points[index + 1]];
  if (here?.inProgress) return true;
  return (before?.y ?? null) === null && ((after?.y ?? null) === null || after?.inProgress === true);
}

function Dot({ x, y, hollow }: { x: number; y: number; hollow: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`absolute size-2 -translate-1/2 rounded-full ${hollow ? "border-2 border-accent bg-paper" : "bg-accent"}`}
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
    />
  );
}

/** A note on the line, standing above its point. */
export function Mark({ x, y, label }: { x: number; y: number | null; label: string }) {
  return (
    <span aria-hidden="true" className="absolute inset-y-0" style={{ left: `${x * 100}%` }}>
      <span className="absolute inset-y-0 border-l border-dashed border-edge" />
      {y === null ? null : (
        <span className="absolute size-1.5 -translate-1/2 rounded-full bg-ink" style={{ top: `${y * 100}%` }} />
      )}
      <span
        className="absolute -top-5 whitespace-nowrap text-ink-soft"
        style={{ translate: x < 0.12 ? "0" : x > 0.88 ? "-100%" : "-50%" }}
      >
        {label}
      </span>
    </span>
  );
}

/** Tells the lines apart by how they are drawn, never by colour alone. */
export function TimeLegend({
  current,
  previous,
  running,
}: {
  current: string | null;
  previous: string | null;
  running: string | null;
}) {
  const entries = [
    { text: current, style: "border-t-2 border-accent" },
    { text: previous, style: "border-t border-edge" },
    { text: running, style: "border-t-2 border-dashed border-accent" },
  ].filter((entry) => entry.text);
  return entries.length === 0 ? null : (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-5 gap-y-1 text-label text-ink-quiet">
      {entries.map((entry) => (
        <li key={entry.text} className="flex items-center gap-2">
          <span className={`w-5 ${entry.style}`} />
          {entry.text}
        </li>
      ))}
    </ul>
  );
}

type ChartTexts = ReturnType<typeof useTranslations<"ui.chart">>;

/** The chart in a sentence or two. */
export function summaryOf(
  t: ChartTexts,
  name: string,
  points: readonly TimePoint[],
  formatValue: (value: number | null) => string,
  formatAt: (at: string) => string,
): string {
  const known = points.filter((point) => point.value !== null);
  if (known.length === 0) return t("summary.empty");
  const values = known.map((point) => point.value ?? 0);
  const highest = known[values.indexOf(Math.max(...values))];
  return t("summary.line", {
    name,
    min: formatValue(Math.min(...values)),
    max: formatValue(Math.max(...values)),
    at: formatAt(highest?.at ?? ""),
    last: formatValue(values.at(-1) ?? null),
  });
}
