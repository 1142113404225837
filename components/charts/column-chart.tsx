import { useTranslations } from "next-intl";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartReadout } from "@/components/charts/chart-readout";
import { type OverTimeProps, summaryOf, TimeLegend } from "@/components/charts/line-over-time";
import { Plot } from "@/components/charts/plot";
import { prepareTimeSeries } from "@/components/charts/prepare/time-series";

/**
 * Values of separate buckets as columns: for things that are counted, where a line would suggest something in between.
 * The comparison is a stroke across each column, the bucket in progress is hatched.
 */
export function ColumnChart({
  name,
  points,
  formatValue,
  formatAt,
  formatShort = formatAt,
  formatTick = formatValue,
  previousName,
  whole = true,
  height = 200,
}: Omit<OverTimeProps, "annotations">) {
  const t = useTranslations("ui.chart");
  const series = prepareTimeSeries(points, { whole });
  const before = previousName ?? t("previous");
  const compared = points.some((point) => point.previous !== null && point.previous !== undefined);
  const width = 100 / Math.max(1, points.length);
  const centre = (index: number) => ((index + 0.5) * width) / 100;
  const inWords = (value: number | null, inProgress?: boolean) =>
    `${formatValue(value)}${inProgress ? ` (${t("inProgress")})` : ""}`;
  return (
    <ChartFrame
      name={name}
      summary={summaryOf(t, name, points, formatValue, formatAt)}
      table={{
        head: [t("period"), name, ...(compared ? [before] : [])],
        rows: points.map((point) => [
          formatAt(point.at),
          inWords(point.value, point.inProgress),
          ...(compared ? [formatValue(point.previous ?? null)] : []),
        ]),
      }}
      legend={compared ? <TimeLegend current={t("current")} previous={before} running={null} /> : null}
    >
      <Plot
        scale={series.scale}
        formatTick={formatTick}
        height={height}
        labels={series.labelled.flatMap((index) => {
          const point = series.points[index];
          return point ? [{ key: point.at, x: centre(index), text: formatShort(point.at) }] : [];
        })}
      >
        {series.points.map((point, index) => (
          <span
            key={point.at}
            aria-hidden="true"
            className="absolute inset-y-0"
            style={{ left: `${index * width}%`, width: `${width}%` }}
          >
            {point.value === null ? null : (
              <span
                className={`absolute inset-x-[14%] rounded-t-[2px] ${point.inProgress ? "border border-b-0 border-accent bg-[repeating-linear-gradient(135deg,var(--accent)_0_1.5px,transparent_1.5px_5px)]" : "bg-accent"}`}
                style={{ top: `${(point.y ?? 1) * 100}%`, bottom: `${series.scale.share(0) * 100}%` }}
              />
            )}
            {point.previousY === null ? null : (
              <span
                className="absolute inset-x-0 border-t border-ink-soft"
                style={{ top: `${point.previousY * 100}%` }}
              />
            )}
          </span>
        ))}
        <ChartReadout
          label={`${name}. ${t("explore")}`}
          points={series.points.map((point, index) => ({
            x: centre(index),
            y: null,
            title: formatAt(point.at),
            lines: [
              point.value === null ? t("noData") : inWords(point.value, point.inProgress),
              ...(compared ? [`${before}: ${formatValue(point.previous ?? null)}`] : []),
            ],
          }))}
        />
      </Plot>
    </ChartFrame>
  );
}
