import { useTranslations } from "next-intl";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartReadout } from "@/components/charts/chart-readout";
import { summaryOf } from "@/components/charts/line-over-time";
import { Plot } from "@/components/charts/plot";
import { scaleFor } from "@/components/charts/prepare/scale";
import { spread } from "@/components/charts/prepare/time-series";

export interface MeasuredPoint {
  /** tells the columns apart; `formatAt` writes it */
  at: string;
  value: number | null;
  /** a second value of the same unit, drawn beside the first */
  beside?: number | null;
  inProgress?: boolean;
}

export interface MeasuringLine {
  name: string;
  value: number | null;
  dashed?: boolean;
}

/**
 * Columns held against levels: a thin line through all of them for each thing that is usual, named in the legend and written out in the
 * table. Both bars of a column stand on one scale.
 */
export function MeasuredColumns({
  name,
  besideName,
  points,
  lines,
  formatValue,
  formatAt,
  formatShort = formatAt,
  whole = true,
  height = 200,
}: {
  name: string;
  besideName?: string;
  points: readonly MeasuredPoint[];
  lines: readonly MeasuringLine[];
  formatValue: (value: number | null) => string;
  formatAt: (at: string) => string;
  formatShort?: (at: string) => string;
  whole?: boolean;
  height?: number;
}) {
  const t = useTranslations("ui.chart");
  const known = lines.filter((line): line is MeasuringLine & { value: number } => line.value !== null);
  const scale = scaleFor(
    [...points.flatMap(({ value, beside }) => [value, beside ?? null]), ...known.map(({ value }) => value)],
    { whole },
  );
  const top = (value: number) => `${(1 - scale.share(value)) * 100}%`;
  const width = 100 / Math.max(1, points.length);
  const centre = (index: number) => ((index + 0.5) * width) / 100;
  const inWords = ({ value, inProgress }: MeasuredPoint) =>
    `${formatValue(value)}${inProgress ? ` (${t("inProgress")})` : ""}`;
  return (
    <ChartFrame
      name={name}
      summary={summaryOf(t, name, points, formatValue, formatAt)}
      table={{
        head: [t("period"), name, ...(besideName ? [besideName] : []), ...known.map((line) => line.name)],
        rows: points.map((point) => [
          formatAt(point.at),
          inWords(point),
          ...(besideName ? [formatValue(point.beside ?? null)] : []),
          ...known.map(({ value }) => formatValue(value)),
        ]),
      }}
      legend={
        <ul aria-hidden="true" className="flex flex-wrap gap-x-5 gap-y-1 text-label text-ink-quiet">
          {besideName ? (
            <>
              <Entry mark="size-2.5 rounded-[2px] bg-accent" text={name} />
              <Entry mark="size-2.5 rounded-[2px] border border-accent" text={besideName} />
            </>
          ) : null}
          {known.map((line) => (
            <Entry
              key={line.name}
              mark={`w-5 border-t border-ink ${line.dashed ? "border-dashed" : ""}`}
              text={`${line.name}: ${formatValue(line.value)}`}
            />
          ))}
        </ul>
      }
    >
      <Plot
        scale={scale}
        formatTick={formatValue}
        height={height}
        labels={spread(points.length, 6).flatMap((index) => {
          const point = points[index];
          return point ? [{ key: point.at, x: centre(index), text: formatShort(point.at) }] : [];
        })}
      >
        {points.map((point, index) => (
          <span
            key={point.at}
            aria-hidden="true"
            className="absolute inset-y-0"
            style={{ left: `${index * width}%`, width: `${width}%` }}
          >
            {point.value === null ? null : (
              <span
                className={`absolute left-[14%] rounded-t-[2px] ${besideName ? "right-[40%]" : "right-[14%]"} ${point.inProgress ? "border border-b-0 border-accent bg-[repeating-linear-gradient(135deg,var(--accent)_0_1.5px,transparent_1.5px_5px)]" : "bg-accent"}`}
                style={{ top: top(point.value), bottom: 0 }}
              />
            )}
            {besideName && point.beside ? (
              <span
                className="absolute right-[12%] left-[63%] rounded-t-[2px] border border-b-0 border-accent"
                style={{ top: top(point.beside), bottom: 0 }}
              />
            ) : null}
          </span>
        ))}
        {known.map((line) => (
          <span
            key={line.name}
            aria-hidden="true"
            className={`absolute inset-x-0 border-t border-ink shadow-[0_1px_0_var(--paper)] ${line.dashed ? "border-dashed" : ""}`}
            style={{ top: top(line.value) }}
          />
        ))}
        <ChartReadout
          label={`${name}. ${t("explore")}`}
          points={points.map((point, index) => ({
            x: centre(index),
            y: null,
            title: formatAt(point.at),
            lines: [
              point.value === null ? t("noData") : `${name}: ${inWords(point)}`,
              ...(besideName ? [`${besideName}: ${formatValue(point.beside ?? null)}`] : []),
              ...known.map((line) => `${line.name}: ${formatValue(line.value)}`),
            ],
          }))}
        />
      </Plot>
    </ChartFrame>
  );
}

const Entry = ({ mark, text }: { mark: string; text: string }) => (
  <li className="flex items-center gap-2">
    <span className={mark} />
    {text}
  </li>
);
